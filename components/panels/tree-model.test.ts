import { describe, expect, it } from 'vitest';
import type { File } from '@/lib/kit/file-tree';
import { buildTree, changedPaths, fileChanges, foldersAbove, visibleRows } from './tree-model';

const paths = ['.env', 'a/x.py', 'a/b/c/y.py', 'local.docker.yml', 'deep/only/one/z.sh'];
const file = (path: string, text: string, mode: File['mode'] = 0o644): File => ({ path, text, mode });

describe('the file tree', () => {
  it('shows folders first and joins those that hold one folder only', () => {
    const tree = buildTree(paths);
    expect(tree.map((node) => node.name)).toEqual(['a', 'deep/only/one', '.env', 'local.docker.yml']);
    expect(visibleRows(tree, new Set(['a'])).map(({ node, level }) => [level, node.name])).toEqual([
      [1, 'a'],
      [2, 'b/c'],
      [2, 'x.py'],
      [1, 'deep/only/one'],
      [1, '.env'],
      [1, 'local.docker.yml'],
    ]);
  });

  it('keeps the path of the innermost of joined folders, so that unfolding finds it', () => {
    const rows = visibleRows(buildTree(paths), new Set(foldersAbove('deep/only/one/z.sh')));
    expect(rows.map(({ node }) => node.path)).toContain('deep/only/one/z.sh');
  });

  it('counts positions for screen readers', () => {
    expect(visibleRows(buildTree(['a/1', 'b']), new Set()).map(({ position, siblings, open }) => [position, siblings, open])).toEqual([
      [1, 2, false],
      [2, 2, false],
    ]);
  });

  it('marks new, different and newly executable files', () => {
    const before = [file('same', '1'), file('text', '1'), file('mode', '1'), file('gone', '1')];
    const after = [file('same', '1'), file('text', '2'), file('mode', '1', 0o755), file('new', '')];
    expect([...changedPaths(after, before)]).toEqual(['text', 'mode', 'new']);
    expect(changedPaths(after, undefined).size).toBe(0);
    expect(fileChanges(after, before).map(({ path, kind }) => `${kind} ${path}`)).toEqual(['changed text', 'changed mode', 'added new', 'removed gone']);
    expect(fileChanges(after, undefined)).toEqual([]);
  });
});
