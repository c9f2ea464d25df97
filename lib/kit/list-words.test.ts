import { expect, test } from 'vitest';
import { listWords } from './list-words';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('%j in a sentence', (items, words) => {
  expect(listWords(items)).toBe(words);
});
