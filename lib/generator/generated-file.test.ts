import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { isKeptByGit, lateFile } from '../kit/file-tree';
import { defaultStack } from '../stack';
import { GENERATED_FILE, generatedList, naming, readGenerated } from './generated-file';
import { exportOf } from './test-export';

const idsOf = (text: string) => (JSON.parse(text) as { files: Record<string, string> }).files;

describe('the list of what was generated', () => {
  const { files } = exportOf(defaultStack);
  const ids = idsOf(files.find(({ path }) => path === GENERATED_FILE)!.text);

  it('has every file that belongs to the repository but the design, and no secret', () => {
    expect(Object.keys(ids)).toEqual(files.filter((file) => isKeptByGit(file) && ![GENERATED_FILE, 'stack.json'].includes(file.path)).map(({ path }) => path));
    expect(Object.keys(ids)).not.toContain('.env');
  });

  it('names a file as git does', () => {
    const { path, text } = files.find((file) => file.path === 'README.md')!;
    expect(ids[path]).toBe(execFileSync('git', ['hash-object', '--stdin'], { input: text, encoding: 'utf8' }).trim());
  });

  it('has another name for another text of the same file', () => {
    const of = (text: string) => idsOf(generatedList([{ path: 'a', text, mode: 0o644 }]).text)['a'];
    expect(of('1')).not.toBe(of('2'));
    expect(of('1')).toBe(of('1'));
  });

  it('can be prepared file by file, and is not made by that: all at once hold up a phone for a third of a second', () => {
    const never = lateFile(GENERATED_FILE, 0o644, () => {
      throw new Error('was made');
    });
    const others = files.filter(({ path }) => path !== GENERATED_FILE);
    expect([...naming([never, ...others])]).toHaveLength(Object.keys(ids).length);
  });

  it('is read back, and nothing else is taken for one', () => {
    expect(readGenerated(files.find(({ path }) => path === GENERATED_FILE)!.text)).toEqual(new Map(Object.entries(ids)));
    const id = '0'.repeat(40);
    for (const list of [[], {}, { files: [] }, { files: { a: 1 } }, { files: { a: 'x' } }, { files: { '../a': id } }, { files: { '/a': id } }, { files: { 'a/./b': id } }]) {
      expect(readGenerated(JSON.stringify(list)), JSON.stringify(list)).toBeUndefined();
    }
    expect(readGenerated('{')).toBeUndefined();
  });
});
