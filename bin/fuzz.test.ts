import { mkdtemp, open, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { seed } from '../lib/kit/test-property';
import { run } from './cli';
import { UsageError } from './errors';
import { scratch } from './test-scratch';

vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(scratch(), 'fuzz-'));
});

/** A call in this process, with bytes on standard input; how it ended and what it said. */
async function called(args: readonly string[], input: Uint8Array | string = '') {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const [out, errors]: [string[], string[]] = [[], []];
  const code = await run(args, {
    read: (limit) => (bytes.length > limit ? Promise.reject(new UsageError(`standard input: longer than ${limit} bytes`)) : Promise.resolve(bytes)),
    out: (chunk) => void out.push(typeof chunk === 'string' ? chunk : `${chunk.length} bytes`),
    error: (text) => void errors.push(text),
  });
  return { code, out: out.join(''), error: errors.join('') };
}

/** What moves a cursor, hides text or turns the direction of a terminal; a line break is neither. */
const UNSEEN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** Refused or done, in words that any terminal shows as they are, and never by a failure of this program. */
function isTold({ code, error }: Awaited<ReturnType<typeof called>>): void {
  expect([0, 1, 2], error.slice(0, 500)).toContain(code);
  if (code === 2) expect(error).toMatch(/^\S.{3}/s);
  expect(error).not.toMatch(/^ {4}at /m);
  expect(error).not.toMatch(UNSEEN);
}

const holds = <T>(values: fc.Arbitrary<T>, check: (value: T) => Promise<void>, numRuns = 150) => fc.assert(fc.asyncProperty(values, check), { seed, numRuns });

const odd = fc.constantFrom('\0', '\u202e', '\u200f', '\ufeff', '\r\n', '\u001b[2J', '🎉', '__proto__', 'constructor', '\ud800', '../', '=', '--', "'", '$(id)');
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.oneof(odd, fc.string({ maxLength: 4 })), { maxLength: 6 }).map((parts) => parts.join('')));
const commands = fc.constantFrom('validate', 'link', 'audit', 'open', 'diff', 'new', 'schema', 'export', 'upgrade');
const fieldOf = fc.constantFrom('project.name', 'project.domain', 'services.traefik.csp', 'services.api.workers', 'services.nginx', 'containers.app.variables', 'layout.api.x');

describe('whatever the command line is given', () => {
  test('on standard input: bytes, JSON of any shape, deep nesting', async () => {
    const deep = fc.nat({ max: 200_000 }).chain((depth) => fc.constantFrom('['.repeat(depth), `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`));
    const inputs = fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.json(), deep, text, fc.dictionary(text, fc.jsonValue()).map((value) => JSON.stringify({ version: 2, ...value })));
    await holds(fc.tuple(fc.constantFrom('validate', 'link', 'audit', 'diff'), inputs), async ([command, input]) => isTold(await called([command, '-'], input)));
  });

  test('as arguments and options, in any order', async () => {
    const words = fc.array(fc.oneof(text, text.map((each) => `--${each}`), fc.constantFrom('--set', '--json', '--preset', '--from', '--')), { maxLength: 5 });
    await holds(fc.tuple(fc.oneof(commands, text), words), async ([command, args]) => {
      if (command !== 'mcp' && !args.some((each) => /^--(out|apply)/.test(each))) isTold(await called([command, ...args]));
    });
  });

  test('as the value of a field', async () => {
    await holds(fc.tuple(fieldOf, text), async ([field, value]) => isTold(await called(['validate', '--preset', 'laptop', '--set', `${field}=${value}`])));
  });

  test('as a link', async () => {
    const payload = fc.oneof(text, fc.base64String().map((each) => each.replace(/[+/=]/g, '_')));
    await holds(fc.tuple(fc.constantFrom('1', '2', '3', '99', '0'), payload), async ([codec, rest]) => isTold(await called(['open', `http://localhost:3000/#s=${codec}.${rest}`])));
  });

  test('nothing is written for a design that is wrong', async () => {
    await holds(fc.oneof(fc.uint8Array(), text), async (input) => {
      const ended = await called(['export', '-', '--out', path.join(folder, 'made')], input);
      expect(ended.code).toBe(2);
      isTold(ended);
    }, 50);
    expect(await readdir(folder)).not.toContain('made');
  });
});

describe('a file for the command line', () => {
  test('is refused before it is read: one of 1 TB, all of it a hole, would never end', async () => {
    const large = path.join(folder, 'large.json');
    const file = await open(large, 'w');
    await file.truncate(2 ** 40);
    await file.close();
    expect(await called(['validate', large])).toMatchObject({ code: 2, error: expect.stringContaining('large.json: larger than') });
  });

  test('is not longer in standard input', async () => {
    expect(await called(['validate', '-'], new Uint8Array(100 * 1024 * 1024))).toMatchObject({ code: 2, error: expect.stringContaining('longer than') });
  });

  test('may have a byte order mark and line ends of Windows', async () => {
    const name = path.join(folder, 'windows.json');
    await writeFile(name, '\ufeff{\r\n  "version": 2,\r\n  "project": { "name": "shop" }\r\n}\r\n');
    expect(await called(['validate', name])).toMatchObject({ code: 0, error: '' });
  });

  test('that hides what it says is shown as it is', async () => {
    const { code, error } = await called(['validate', '-'], JSON.stringify({ version: 2, project: { 'na\u202eem\u001b[31m': 1 } }));
    expect(code).toBe(2);
    expect(error).toContain('project.na\\u{202e}em\\u{1b}[31m');
  });
});
