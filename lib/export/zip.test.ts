import JSZip from 'jszip';
import { afterEach, describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { defaultStack } from '../stack';
import { zipFiles } from './zip';

const { files } = exportOf(defaultStack);
const zone = process.env['TZ'];

afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** Mode and time of every entry, from the central directory itself (APPNOTE 4.3.12), not from the library that wrote it. */
function centralDirectory(bytes: Uint8Array): Map<string, { mode: number; madeBy: number; time: number; date: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, { mode: number; madeBy: number; time: number; date: number }>();
  const end = bytes.length - 22;
  let at = view.getUint32(end + 16, true);
  while (view.getUint32(at, true) === 0x02014b50) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number];
    entries.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)), {
      madeBy: view.getUint8(at + 5),
      time: view.getUint16(at + 12, true),
      date: view.getUint16(at + 14, true),
      mode: view.getUint32(at + 38, true) >>> 16,
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

describe('the zip of an export', () => {
  test('has the same bytes whenever and wherever it is made', async () => {
    process.env['TZ'] = 'Pacific/Auckland';
    const there = await zipFiles(files, 'base2');
    process.env['TZ'] = 'America/Los_Angeles';
    const here = await zipFiles(files, 'base2');
    expect(Buffer.from(here).equals(Buffer.from(there))).toBe(true);
  });

  test('opens, and holds every file as it is in one folder', async () => {
    const zip = await JSZip.loadAsync(await zipFiles(files, 'my_shop'));
    const names = Object.values(zip.files).filter(({ dir }) => !dir).map(({ name }) => name);
    expect(names.sort()).toEqual(files.map(({ path }) => `my_shop/${path}`).sort());
    for (const { path, text } of files) expect(await zip.file(`my_shop/${path}`)?.async('string')).toBe(text);
  });

  test('S14 keeps run bits and the privacy of .env', async () => {
    const entries = centralDirectory(await zipFiles(files, 'base2'));
    for (const { path, mode } of files) expect(entries.get(`base2/${path}`)?.mode, path).toBe(0o100000 | mode);
    expect(entries.get('base2/.env')?.mode).toBe(0o100600);
    expect(entries.get('base2/scripts/backup')?.mode).toBe(0o100755);
  });

  test('opens the folder of secrets for its owner alone', () => {
    const entries = centralDirectory(zipFiles([{ path: 'secrets/A', text: 'a\n', mode: 0o644 }, { path: 'x/B', text: 'b\n', mode: 0o644 }], 'base2'));
    expect([entries.get('base2/secrets/')?.mode, entries.get('base2/x/')?.mode]).toEqual([0o40700, 0o40755]);
  });

  test('is marked as made on Unix, or modes would not count', async () => {
    const entries = centralDirectory(await zipFiles(files, 'base2'));
    expect(new Set([...entries.values()].map(({ madeBy }) => madeBy))).toEqual(new Set([3]));
  });

  test('has every folder, each once and before its files', async () => {
    const names = [...centralDirectory(await zipFiles(files, 'base2')).keys()];
    expect(new Set(names).size).toBe(names.length);
    for (const [index, name] of names.entries()) {
      const parent = name.replace(/[^/]+\/?$/, '');
      if (parent !== '') expect(names.slice(0, index), name).toContain(parent);
    }
  });

  test('carries letters beyond ASCII in texts', async () => {
    const zip = await JSZip.loadAsync(await zipFiles([{ path: 'a.txt', text: 'é→😀\n', mode: 0o644 }], 'x'));
    expect(await zip.file('x/a.txt')?.async('string')).toBe('é→😀\n');
  });
});
