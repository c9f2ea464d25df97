import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { steady, steadyById } from './steady';
import { holds } from './test-property';

describe('steady', () => {
  const anything = fc.jsonValue({ maxDepth: 4 });

  test('says what the next value says', () => {
    holds(fc.tuple(anything, anything), ([before, next]) => expect(steady(before, next)).toEqual(next), 200);
  });

  test('is the earlier object where it says the same', () => {
    holds(anything, (value) => expect(steady(value, structuredClone(value))).toBe(value), 200);
  });

  test('keeps the parts that an edit did not touch', () => {
    const before = { a: { b: [1, 2] }, c: { d: 'x' } };
    const next = steady(before, { a: { b: [1, 2] }, c: { d: 'y' } });
    expect(next).toEqual({ a: { b: [1, 2] }, c: { d: 'y' } });
    expect(next.a).toBe(before.a);
  });

  test('sees a key that went', () => {
    expect(steady({ a: 1, b: undefined }, { a: 1 })).toEqual({ a: 1 });
    expect(Object.keys(steady({ a: 1, b: undefined }, { a: 1 }))).toEqual(['a']);
  });

  test('follows entries of a list to where they stand now', () => {
    const before = [{ id: 'a', at: { x: 1 } }, { id: 'b', at: { x: 2 } }];
    const [b, c] = steadyById(before, [{ id: 'b', at: { x: 2 } }, { id: 'c', at: { x: 1 } }]);
    expect(b).toBe(before[1]);
    expect(c).toEqual({ id: 'c', at: { x: 1 } });
    expect(steadyById(before, structuredClone(before))).toBe(before);
  });
});
