import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameJson } from './same-json';
import { holds } from './test-property';

describe('the same as JSON', () => {
  test('is a copy', () => {
    holds(fc.jsonValue({ maxDepth: 4 }), (value) => expect(sameJson(value, structuredClone(value))).toBe(true), 200);
  });

  test('is nothing that JSON writes in another way', () => {
    expect(sameJson({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
    expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false);
    expect(sameJson(undefined, null)).toBe(false);
    expect(sameJson({ a: undefined }, {})).toBe(true);
  });
});
