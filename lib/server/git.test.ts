import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobId } from '../kit/blob-id';
import { blobText, keepOrigin, mergeTexts, uncommitted } from './git';

let folder: string;
const run = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder, encoding: 'utf8' });

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'base2-git-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a repository', () => {
  it('that is none is told with the way to make one', () => {
    expect(() => uncommitted(folder)).toThrow(/in no git repository.*git init/);
  });

  it('says what is not committed', () => {
    run('init', '-q');
    writeFileSync(path.join(folder, 'a'), 'x\n');
    expect(uncommitted(folder)).toEqual(['?? a']);
    run('add', '-A');
    run('commit', '-qm', 'x');
    expect(uncommitted(folder)).toEqual([]);
  });

  it('gives a content that it once had, and nothing for another', () => {
    run('init', '-q');
    writeFileSync(path.join(folder, 'a'), 'once\n');
    run('add', '-A');
    run('commit', '-qm', 'x');
    run('rm', '-q', 'a');
    expect(blobText(folder, blobId('once\n'))).toBe('once\n');
    expect(blobText(folder, blobId('never\n'))).toBeUndefined();
    expect(blobText(folder, '--help')).toBeUndefined();
  });

  it('keeps what was generated, also after its garbage is collected, and leaves its files and index alone', () => {
    run('init', '-q');
    keepOrigin(folder, [{ path: 'a/b', text: 'grün\n' }, { path: 'c', text: '' }]);
    run('gc', '-q', '--prune=now');
    expect(blobText(folder, blobId('grün\n'))).toBe('grün\n');
    expect(uncommitted(folder)).toEqual([]);
  });
});

describe('three versions of a text', () => {
  const lines = (second: string, last: string) => `1\n${second}\n3\n4\n5\n6\n${last}\n`;

  it('become one where the changes are apart', () => {
    expect(mergeTexts({ origin: lines('2', '7'), yours: lines('mine', '7'), generated: lines('2', 'new') })).toEqual({ text: lines('mine', 'new'), conflicts: 0 });
  });

  it('keep both sides between markers where they meet', () => {
    const { text, conflicts } = mergeTexts({ origin: lines('2', '7'), yours: lines('mine', '7'), generated: lines('new', '7') });
    expect(conflicts).toBe(1);
    expect(text).toContain('<<<<<<< yours\nmine\n||||||| generated before\n2\n=======\nnew\n>>>>>>> generated now\n');
  });
});
