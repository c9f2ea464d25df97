import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serviceIds } from '../services';
import { readTemplates } from './templates';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'templates-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), content);
  await chmod(path.join(folder, name), mode);
}

describe('reading templates', () => {
  test('gives every file by its path, with text and run bit', async () => {
    await put('b/run', '#!/bin/sh\n', 0o755);
    await put('a.txt', 'é\n');
    expect(await readTemplates(folder)).toEqual({ 'a.txt': { text: 'é\n', executable: false }, 'b/run': { text: '#!/bin/sh\n', executable: true } });
  });

  test('passes over what tools leave behind', async () => {
    for (const name of ['node_modules/x', 'a/__pycache__/x', '.venv/x', 'a/.pytest_cache/x', 'a/tsconfig.tsbuildinfo']) await put(name, '');
    expect(await readTemplates(folder)).toEqual({});
  });

  test.each([
    ['CR line ends', 'a\r\n'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe)],
  ])('refuses %s', async (_what, content) => {
    await put('a', content);
    await expect(readTemplates(folder)).rejects.toThrow();
  });
});

describe('our own templates', () => {
  test('lie in folders of services, besides the root and the documents that are put together', async () => {
    const all = Object.keys(await readTemplates(path.join(import.meta.dirname, '../../templates')));
    const owners = new Set(all.map((name) => name.split('/')[0] ?? ''));
    for (const owner of owners) expect([...serviceIds, '_root', 'container', 'readme', 'deploy', 'security']).toContain(owner);
  });
});
