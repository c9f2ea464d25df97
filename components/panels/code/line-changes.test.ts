import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineChanges } from './line-changes';

const changes = (before: string, after: string) => {
  const { changed, removedAfter } = lineChanges(before.split(' '), after.split(' '));
  return { changed: [...changed], removedAfter: [...removedAfter] };
};

describe('the lines that an edit changed', () => {
  it.each([
    ['nothing', 'a b c', 'a b c', [], []],
    ['one line', 'a b c', 'a X c', [2], []],
    ['a line put in', 'a b c', 'a b X c', [3], []],
    ['a line at the end', 'a b', 'a b c', [3], []],
    ['a line taken out', 'a b c', 'a c', [], [1]],
    ['the first line taken out', 'a b c', 'b c', [], [0]],
    ['the last line taken out', 'a b c', 'a b', [], [2]],
    ['two places', 'a b c d e', 'a X c d Y', [2, 5], []],
    ['more lines for fewer', 'a b c', 'a X Y c', [2, 3], []],
    ['fewer lines for more', 'a b c d', 'a X d', [2], []],
    ['one changed, one taken out', 'a b c d e', 'X b d e', [1], [2]],
  ])('%s', (_, before, after, changed, removedAfter) => {
    expect(changes(before, after)).toEqual({ changed, removedAfter });
  });

  it('marks a long stretch that differs throughout without comparing every pair', () => {
    const many = (prefix: string) => Array.from({ length: 2_000 }, (_, at) => `${prefix}${at}`);
    expect(lineChanges(many('a'), many('b')).changed.size).toBe(2_000);
  });

  it('finds a few lines in a long text, however far from each other', () => {
    const before = Array.from({ length: 3_000 }, (_, at) => `line ${at}`);
    const after = before.with(2, 'new').with(2_990, 'new');
    expect([...lineChanges(before, after).changed]).toEqual([3, 2_991]);
  });

  it('leaves exactly lines of the old text unmarked, in their order', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { changed } = lineChanges(before, after);
        const rest = after.filter((_, index) => !changed.has(index + 1));
        let at = -1;
        expect(rest.every((line) => (at = before.indexOf(line, at + 1)) >= 0)).toBe(true);
      }),
    );
  });

  it('keeps what stood there before, at its place', () => {
    const taken = (before: string, after: string) => [...lineChanges(before.split(' '), after.split(' ')).taken];
    expect(taken('a b c', 'a x c')).toEqual([[1, ['b']]]);
    expect(taken('a b c', 'a c')).toEqual([[1, ['b']]]);
    expect(taken('a b', 'x y')).toEqual([[0, ['a', 'b']]]);
    expect(taken('a b c d', 'a b')).toEqual([[2, ['c', 'd']]]);
    expect(taken('a b', 'a b c')).toEqual([]);
  });
});
