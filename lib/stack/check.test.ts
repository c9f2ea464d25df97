import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { serviceIds } from '../services';
import { applySetting, checkStack, defaultStack } from './index';
import { anyStack } from './test-stacks';

type Json = Record<string, unknown>;

/** A design with one of its values replaced. */
const damaged = fc.tuple(anyStack, fc.nat(), fc.jsonValue()).map(([stack, which, value]) => {
  const copy = structuredClone(stack) as unknown as Json;
  const places: [Json, string][] = [];
  const visit = (part: Json): void => {
    for (const [key, inner] of Object.entries(part)) {
      places.push([part, key]);
      if (typeof inner === 'object' && inner !== null) visit(inner as Json);
    }
  };
  visit(copy);
  const [part, key] = places[which % places.length] as [Json, string];
  part[key] = value;
  return copy;
});

function expectSense(draft: unknown): void {
  const checked = checkStack(draft);
  if (checked.ok) return void expect(checkStack(checked.stack)).toEqual(checked);
  expect(checked.problems).not.toEqual([]);
  for (const { id, path, message } of checked.problems) {
    expect(id).toMatch(/^[a-z-]+\/[a-z_-]+$/);
    expect(message).not.toBe('');
    expect(path.every((part) => typeof part === 'string' || typeof part === 'number')).toBe(true);
  }
}

describe('checking a design', () => {
  test('never fails by itself, whatever JSON it is given', () => holds(fc.jsonValue({ maxDepth: 4 }), expectSense, 500));

  test('never fails by itself on a design with one thing wrong', () => holds(damaged, expectSense, 500));

  test('never fails by itself on services of any kind', () => {
    const config = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()));
    holds(
      fc.dictionary(fc.constantFrom(...serviceIds, '__proto__', 'x'), config, { noNullPrototype: true }).map((services) => ({ version: 1, services })),
      expectSense,
      300,
    );
  });

  test('reads back every design as it was', () => {
    holds(anyStack, (stack) => expect(checkStack(JSON.parse(JSON.stringify(stack)))).toEqual({ ok: true, stack }), 200);
  });

  test('changes nothing of what it is given', () => {
    const draft = { version: 1, services: { nginx: {} } };
    const before = structuredClone(draft);
    checkStack(draft);
    expect(draft).toEqual(before);
  });
});

describe('a setting of any kind', () => {
  test('is applied or refused with words, and changes nothing else', () => {
    const key = fc.constantFrom('project', 'services', 'traefik', 'django', 'nginx', 'httpPort', 'adminAllow', 'name', '__proto__', 'constructor', '', 'x');
    const setting = fc.tuple(fc.array(key, { maxLength: 4 }), fc.string()).map(([path, value]) => `${path.join('.')}=${value}`);
    holds(fc.oneof(setting, fc.string()), (text) => {
      const before = structuredClone(defaultStack);
      const result = applySetting(defaultStack as unknown as Json, text);
      if ('problem' in result) expect(result.problem.message).not.toBe('');
      else expectSense(result.draft);
      expect(defaultStack).toEqual(before);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }, 1000);
  });
});
