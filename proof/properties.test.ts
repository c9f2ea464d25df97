import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { File } from '../lib/kit/file-tree';
import { seed } from '../lib/kit/test-property';
import { generate } from '../lib/generator';
import { Exported, templates } from '../lib/generator/test-export';
import type { Stack } from '../lib/stack';
import { anyStack } from '../lib/stack/test-stacks';
import { problemOf, pythonProblems } from './support/parsers';
import { unneeded } from './support/schemas';
import { sentences } from './support/sentences';

/** Designs of one run; FC_RUNS and FC_SEED name others. */
const RUNS = Number(process.env['FC_RUNS'] ?? 2000);
/** Every so many designs are generated twice. */
const AGAIN = 10;

const stacks: Stack[] = [];
const failures = new Map<string, string[]>();
const contents = new Map<string, File>();

function fails(sentence: string, stack: Stack, error: unknown): void {
  const found = failures.get(sentence) ?? [];
  if (found.length < 3) found.push(`${(error as Error).message}\nin ${JSON.stringify(stack)}`);
  failures.set(sentence, found);
}

function attempt(sentence: string, stack: Stack, check: () => void): void {
  try {
    check();
  } catch (error) {
    fails(sentence, stack, error);
  }
}

/** One pass for all sentences: making an export and parsing it is what takes the time. */
function survey(): void {
  for (const [index, stack] of fc.sample(anyStack, { numRuns: RUNS, seed }).entries()) {
    stacks.push(stack);
    attempt('never throws', stack, () => {
      const exported = new Exported(stack);
      for (const file of exported.files) if (!contents.has(file.text)) contents.set(file.text, file);
      for (const [sentence, check] of Object.entries(sentences)) attempt(sentence, stack, () => check(exported));
      if (index % AGAIN === 0) attempt('same bytes', stack, () => expect(generate(structuredClone(stack), { templates, secrets: exported.secrets })).toEqual(exported.files));
    });
  }
}

const noneFail = (sentence: string) => expect((failures.get(sentence) ?? []).join('\n\n'), `FC_SEED=${seed}`).toBe('');

describe(`${RUNS} designs of any kind, seed ${seed}`, () => {
  beforeAll(survey, 600_000);

  test('are different ones', () => {
    expect(new Set(stacks.map((stack) => JSON.stringify(stack))).size).toBeGreaterThan(RUNS * 0.95);
  });

  test('can be exported: generation never throws', () => noneFail('never throws'));

  test('give the same bytes for the same input', () => noneFail('same bytes'));

  test.each(Object.keys(sentences))('%s', (sentence) => noneFail(sentence));

  test('consist of files that parse, each kind with its own parser', () => {
    const files = [...contents.values()];
    const problems = files.map(problemOf).filter((problem) => problem !== undefined);
    expect([...new Set(problems)].slice(0, 20)).toEqual([]);
    expect(pythonProblems(files.filter(({ path, text }) => path.endsWith('.py') || /^#!.*python/.test(text)))).toEqual([]);
  }, 300_000);

  test('need what the schemas are said not to know', () => expect(unneeded()).toEqual([]));
});
