import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exportOf } from '../generator/test-export';
import { holds } from '../kit/test-property';
import { defaultStack } from '../stack';
import { unzipTexts } from './unzip';
import { zipFiles } from './zip';

const zipOf = (files: Record<string, string | Uint8Array>) => zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])));
const messageOf = (bytes: Uint8Array) => {
  const read = unzipTexts(bytes);
  return read.ok ? undefined : read.message;
};

describe('reading the zip of an export', () => {
  it('gives back every file under its path', () => {
    const { files } = exportOf(defaultStack);
    const read = unzipTexts(zipFiles(files, 'base2'));
    expect(read.ok && Object.fromEntries(read.texts)).toEqual(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  });

  it('takes files that lie at the top as they are, and passes over what is no text', () => {
    const read = unzipTexts(zipOf({ 'stack.json': '{}', 'a/b': 'ü', 'logo.png': Uint8Array.of(0x89, 0x50, 0xff) }));
    expect(read.ok && [...read.texts.keys()].sort()).toEqual(['a/b', 'stack.json']);
  });

  it.each(['../evil', '/etc/passwd', 'a/../../b', 'C:/x', 'a\\b', 'a/\u0000'])('refuses the name %j', (name) => {
    expect(messageOf(zipOf({ [name]: 'x' }))).toContain('leads out of its folder');
  });

  it('refuses what unpacks to more than any export, without unpacking it', () => {
    expect(messageOf(zipOf({ bomb: new Uint8Array(17 * 1024 * 1024) }))).toContain('larger than any export');
    expect(messageOf(zipOf(Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`f${n}`, '']))))).toContain('larger than any export');
    expect(messageOf(new Uint8Array(8 * 1024 * 1024 + 1))).toContain('larger than any export');
  });

  it('never unpacks more than an entry says of itself', () => {
    const bytes = zipOf({ a: 'x'.repeat(100_000) });
    const end = bytes.length - 22;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    view.setUint32(view.getUint32(end + 16, true) + 24, 10, true);
    const read = unzipTexts(bytes);
    expect(read.ok ? (read.texts.get('a') ?? '').length : 0).toBeLessThanOrEqual(10);
  });

  it('says that anything else is no zip, and never throws', () => {
    expect(messageOf(new Uint8Array())).toContain('no zip');
    holds(fc.uint8Array({ maxLength: 300 }), (bytes) => expect(unzipTexts(bytes).ok).toBe(false), 200);
    const good = zipOf({ 'base2/stack.json': '{"version":1}', 'base2/b': 'x'.repeat(500) });
    holds(fc.tuple(fc.nat({ max: good.length - 1 }), fc.integer({ min: 0, max: 255 })), ([at, value]) => {
      const hurt = good.slice();
      hurt[at] = value;
      expect(['boolean']).toContain(typeof unzipTexts(hurt).ok);
    }, 300);
  });

  it('gives the keys of a prototype as names of files, and nothing more', () => {
    const read = unzipTexts(zipOf({ 'a/constructor': 'x', 'a/b': 'y' }));
    expect(read.ok && [...read.texts.keys()].sort()).toEqual(['b', 'constructor']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
