import { lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileTree } from '../kit/file-tree';
import { TargetError, existingSecrets, existingText, writeFolder, writeWhole } from './write-export';

const files: FileTree = [
  { path: '.env', text: 'A=new\n', mode: 0o600 },
  { path: 'README.md', text: 'new\n', mode: 0o644 },
  { path: 'scripts/lib/run', text: '#!/bin/sh\n', mode: 0o755 },
];

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'write export '));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const at = (...names: string[]) => path.join(home, ...names);
const read = (...names: string[]) => readFile(at(...names), 'utf8');
const modeOf = async (...names: string[]) => (await stat(at(...names))).mode & 0o777;

/** A folder that somebody works in already. */
async function usedFolder(): Promise<string> {
  await mkdir(at('out', 'scripts'), { recursive: true });
  await writeFile(at('out', '.env'), 'A=old\n', { mode: 0o600 });
  await writeFile(at('out', 'README.md'), 'old\n');
  await writeFile(at('out', 'compose.override.yml'), 'mine\n');
  await writeFile(at('out', 'scripts', 'mine'), 'mine\n');
  return at('out');
}

describe('writing an export into a folder', () => {
  test('makes the folder and those above it, with the modes of the files', async () => {
    await writeFolder(at('a', 'b c', 'out'), files, { force: false });
    expect(await read('a', 'b c', 'out', 'README.md')).toBe('new\n');
    expect([await modeOf('a', 'b c', 'out', '.env'), await modeOf('a', 'b c', 'out', 'scripts', 'lib', 'run'), await modeOf('a', 'b c', 'out', 'README.md')]).toEqual([0o600, 0o755, 0o644]);
    expect(await modeOf('a', 'b c', 'out')).toBe(0o755);
    expect(await readdir(at('a', 'b c'))).toEqual(['out']);
  });

  test('makes the folder of secrets for its owner alone, and reads them back', async () => {
    const withSecret: FileTree = [...files, { path: 'secrets/JWT_SECRET', text: ' a b \n', mode: 0o644 }];
    for (const force of [false, true]) {
      await writeFolder(at('out'), withSecret, { force });
      expect([await modeOf('out', 'secrets'), await modeOf('out', 'secrets', 'JWT_SECRET')]).toEqual([0o700, 0o644]);
    }
    expect(await existingSecrets(at('out'))).toEqual({ JWT_SECRET: ' a b ' });
    expect(await existingSecrets(at('nowhere'))).toEqual({});
  });

  test('fills an empty folder', async () => {
    await mkdir(at('out'));
    await writeFolder(at('out'), files, { force: false });
    expect((await readdir(at('out'))).sort()).toEqual(['.env', 'README.md', 'scripts']);
  });

  test('refuses one that is not empty, and changes nothing in it', async () => {
    const folder = await usedFolder();
    await expect(writeFolder(folder, files, { force: false })).rejects.toThrow(TargetError);
    expect([await read('out', '.env'), await read('out', 'README.md')]).toEqual(['A=old\n', 'old\n']);
    expect(await readdir(home)).toEqual(['out']);
  });

  test.each([false, true])('refuses a file in its place (force: %s)', async (force) => {
    await writeFile(at('out'), 'mine\n');
    await expect(writeFolder(at('out'), files, { force })).rejects.toThrow(TargetError);
    expect(await read('out')).toBe('mine\n');
  });
});

describe('writing an export over an earlier one with force', () => {
  test('replaces what is generated and keeps everything else', async () => {
    await writeFolder(await usedFolder(), files, { force: true });
    expect([await read('out', 'README.md'), await read('out', 'scripts', 'lib', 'run')]).toEqual(['new\n', '#!/bin/sh\n']);
    expect([await read('out', 'compose.override.yml'), await read('out', 'scripts', 'mine')]).toEqual(['mine\n', 'mine\n']);
    expect(await readdir(home)).toEqual(['out']);
  });

  test('keeps the old .env beside the new one, for its owner alone', async () => {
    await writeFolder(await usedFolder(), files, { force: true });
    expect([await read('out', '.env.bak'), await read('out', '.env')]).toEqual(['A=old\n', 'A=new\n']);
    expect([await modeOf('out', '.env.bak'), await modeOf('out', '.env')]).toEqual([0o600, 0o600]);
  });

  test('leaves nothing half-written when it fails', async () => {
    const folder = await usedFolder();
    const impossible = [...files, { path: 'README.md/below-a-file', text: '', mode: 0o644 } as const];
    await expect(writeFolder(folder, impossible, { force: true })).rejects.toThrow();
    expect([await read('out', '.env'), await read('out', 'README.md')]).toEqual(['A=old\n', 'old\n']);
    expect(await readdir(home)).toEqual(['out']);
  });
});

describe('reading the .env of an earlier export', () => {
  test('gives its text, or nothing where there is none', async () => {
    await usedFolder();
    expect([await existingText(at('out'), '.env'), await existingText(at('none'), '.env'), await existingText(at('out', 'README.md'), '.env')]).toEqual(['A=old\n', undefined, undefined]);
  });
});

describe('writing one file', () => {
  const bytes = new TextEncoder().encode('zip');

  test('is done in one step, for the owner alone', async () => {
    await writeWhole(at('new', 'x.zip'), bytes, { force: false });
    expect([await read('new', 'x.zip'), await readdir(at('new')), await modeOf('new', 'x.zip')]).toEqual(['zip', ['x.zip'], 0o600]);
  });

  test('does not replace one without force', async () => {
    await writeFile(at('x.zip'), 'mine');
    await expect(writeWhole(at('x.zip'), bytes, { force: false })).rejects.toThrow(TargetError);
    expect(await read('x.zip')).toBe('mine');
    await writeWhole(at('x.zip'), bytes, { force: true });
    expect(await read('x.zip')).toBe('zip');
  });

  test('leaves nothing behind when it fails', async () => {
    await mkdir(at('x.zip'));
    await expect(writeWhole(at('x.zip'), bytes, { force: true })).rejects.toThrow();
    expect(await readdir(home)).toEqual(['x.zip']);
  });
});

describe('a folder that is a link', () => {
  test('is written into, and stays a link', async () => {
    await mkdir(at('real'));
    await symlink(at('real'), at('out'));
    await writeFolder(at('out'), files, { force: false });
    expect(await read('real', 'README.md')).toBe('new\n');
    expect((await lstat(at('out'))).isSymbolicLink()).toBe(true);
  });
});
