import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { zipFiles } from '../export/zip';
import { DESIGN_KEY } from '../generator/noted-design';
import { exportOf } from '../generator/test-export';
import { stackJson } from '../generator/stack-json';
import { holds } from '../kit/test-property';
import { checkStack, defaultStack } from '../stack';
import { anyStack } from '../stack/test-stacks';
import type { Opened } from './dropped';
import { openFiles } from './index';
import { dropped, SHOP } from './test-files';

/** A valid design, or sentences: nothing else may come of any file. */
function isAnswer(opened: Opened): void {
  if (opened.ok) expect(checkStack(opened.stack)).toEqual({ ok: true, stack: opened.stack });
  else expect(opened.problems.length).toBeGreaterThan(0);
  const sentences = opened.ok ? [...opened.understood, ...opened.left].map(({ message }) => message) : opened.problems;
  for (const sentence of sentences) expect(sentence).toMatch(/^[^\n]*\.$/);
}

/** One to three pieces of a text or of bytes taken out, doubled or replaced. */
const edits = fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat({ max: 40 }), put: fc.oneof(fc.constantFrom('', '\t', '&a ', '*a', '<<: ', '- ', '[', '{', '"', '${', '\u202e', '🙂', '__proto__: ', ': ', '\r\n', '!!binary ', '0x'), fc.string({ maxLength: 8 })) }), { minLength: 1, maxLength: 3 });

function edited(text: string, changes: typeof edits extends fc.Arbitrary<infer T> ? T : never): string {
  return changes.reduce((now, { at, length, put }) => {
    const start = Math.floor(at * now.length);
    return now.slice(0, start) + put + now.slice(start + length);
  }, text);
}

const keys = fc.oneof(fc.constantFrom('services', 'image', 'build', 'ports', 'environment', 'volumes', 'healthcheck', 'test', 'command', 'labels', 'deploy', 'depends_on', 'user', 'name', '__proto__', 'constructor', 'toString'), fc.string({ maxLength: 6 }));
const leaves = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.constantFrom('postgres:17', 'redis', '80:80', '${A', '$$', '${A:-${B:-c}}', './x:/y', 'v:/z', 'A=b', 'sh -c "'));
const anyService = fc.dictionary(keys, fc.oneof(leaves, fc.array(leaves, { maxLength: 3 }), fc.dictionary(keys, fc.oneof(leaves, fc.array(leaves, { maxLength: 2 })), { maxKeys: 3 })), { maxKeys: 8 });
const anyCompose = fc.record({ services: fc.dictionary(keys, fc.oneof(anyService, leaves), { minKeys: 1, maxKeys: 5 }), name: leaves, x: leaves }, { requiredKeys: ['services'] });

describe('import(export(design))', () => {
  it('is the design, with its layout, by its stack.json', () => {
    holds(anyStack, (stack) => {
      expect(openFiles([dropped('stack.json', stackJson(stack))])).toMatchObject({ ok: true, stack: JSON.parse(JSON.stringify(stack)) as object });
    }, 200);
  });

  it('is the design, with its layout, by the zip', () => {
    holds(anyStack, (stack) => {
      const opened = openFiles([dropped('x.zip', zipFiles(exportOf(stack).files, stack.project.name))]);
      expect(opened.ok && JSON.stringify(opened.stack)).toBe(JSON.stringify(checkStackOf(stack)));
    }, 30);
  });

  it('is the design, with its layout, by the compose file alone', () => {
    holds(anyStack, (stack) => {
      const opened = openFiles([dropped('local.docker.yml', exportOf(stack).text('local.docker.yml'))]);
      expect(opened).toMatchObject({ ok: true, source: 'own', left: [] });
      expect(opened.ok && JSON.stringify(opened.stack)).toBe(JSON.stringify(checkStackOf(stack)));
    }, 60);
  }, 60_000);

  it('by the compose file without the note is a valid design of the same services, and every line that differs is named', () => {
    holds(anyStack, (stack) => {
      const exported = exportOf(stack);
      const linesOf = (compose: string) => compose.slice(0, compose.indexOf(`\n${DESIGN_KEY}:`));
      const opened = openFiles([dropped('local.docker.yml', linesOf(exported.text('local.docker.yml'))), dropped('.env.example', exported.text('.env.example'))]);
      isAnswer(opened);
      if (!opened.ok) throw new Error(opened.problems.join('\n'));
      const isSame = linesOf(exportOf(opened.stack).text('local.docker.yml')) === linesOf(exported.text('local.docker.yml'));
      expect(opened.left.length > 1 || isSame).toBe(true);
      expect(Object.keys(opened.stack.services).sort()).toEqual(Object.keys(stack.services).sort());
      expect(Object.keys(opened.stack.containers ?? {}).sort()).toEqual(Object.keys(stack.containers ?? {}).sort());
    }, 3);
  }, 120_000);
});

const checkStackOf = (stack: unknown) => {
  const checked = checkStack(JSON.parse(JSON.stringify(stack)));
  return checked.ok ? checked.stack : undefined;
};

describe('whatever is dropped', () => {
  const names = fc.constantFrom('a', 'stack.json', 'compose.yml', '.env', 'x.zip', 'local.docker.yml');

  it('as bytes gets a design or a sentence', () => {
    holds(fc.tuple(names, fc.uint8Array({ maxLength: 400 })), ([name, bytes]) => isAnswer(openFiles([dropped(name, bytes)])), 300);
  });

  it('as text gets a design or a sentence', () => {
    holds(fc.tuple(names, fc.string({ unit: 'binary', maxLength: 300 })), ([name, text]) => isAnswer(openFiles([dropped(name, text)])), 300);
  });

  it('as YAML of any shape gets a design or a sentence', () => {
    holds(anyCompose, (data) => isAnswer(openFiles([dropped('compose.yml', stringify(data))])), 150);
  }, 60_000);

  it('as a compose file that somebody has hurt gets a design or a sentence', () => {
    holds(edits, (changes) => isAnswer(openFiles([dropped('compose.yml', edited(SHOP, changes))])), 150);
  }, 60_000);

  it('as a stack.json that somebody has hurt gets a design or a sentence', () => {
    holds(edits, (changes) => isAnswer(openFiles([dropped('stack.json', edited(stackJson(defaultStack), changes))])), 150);
  });

  it('as a zip that somebody has hurt gets a design or a sentence', () => {
    const zip = zipFiles(exportOf(defaultStack).files, 'base2');
    holds(fc.array(fc.tuple(fc.nat({ max: zip.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 }), (changes) => {
      const hurt = zip.slice();
      for (const [at, value] of changes) hurt[at] = value;
      isAnswer(openFiles([dropped('x.zip', hurt)]));
    }, 100);
  }, 60_000);

  it('with a .env of any lines gets a design or a sentence', () => {
    holds(fc.array(fc.oneof(fc.string({ maxLength: 30 }), fc.tuple(fc.constantFrom('A', 'DB_NAME', 'PUBLIC_URL', '__proto__'), fc.string({ maxLength: 20 })).map(([name, value]) => `${name}=${value}`)), { maxLength: 6 }), (lines) => {
      isAnswer(openFiles([dropped('compose.yml', SHOP), dropped('.env', lines.join('\n'))]));
    }, 80);
  }, 60_000);
});
