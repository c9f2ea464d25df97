import { describe, expect, test } from 'vitest';
import { covering, pairsOf, setting, type Factor, type Row } from '../e2e/exported/pairwise/covering';

const factors: Factor[] = [
  { name: 'mode', values: ['local', 'public', 'staging'] },
  { name: 'domain', values: ['localhost', 'example.com'] },
  { name: 'mail', values: ['', 'ops'] },
  { name: 'cache', values: [false, true] },
  { name: 'size', values: [1, 2, 3], within: 'cache' },
  { name: 'log', values: ['a', 'b', 'c', 'd'] },
];
const breaks = (row: Row) =>
  (row.has('mode') && row.get('mode') !== 'local' && (row.get('domain') === 'localhost' || row.get('mail') === '')) || (row.get('log') === 'd' && row.get('size') === 3);
const constrained = new Set(['mode', 'domain', 'mail', 'log', 'size']);
const { rows, covered, impossible } = covering(factors, breaks, constrained, 7);

/** Every complete row that keeps the rules, found by trying all. */
function allRows(left: readonly Factor[], row: Row = new Map()): Row[] {
  const [next, ...rest] = left;
  if (!next) return breaks(row) ? [] : [row];
  if (next.within && row.get(next.within) !== true) return allRows(rest, row);
  return next.values.flatMap((value) => allRows(rest, new Map([...row, [next.name, value]])));
}

describe('a covering array', () => {
  test('has every pair that any right row has, and no other', () => {
    const possible = new Set(allRows(factors).flatMap(pairsOf));
    expect([...new Set(rows.flatMap(pairsOf))].sort()).toEqual([...possible].sort());
    expect(covered).toBe(possible.size);
  });

  test('names the pairs that cannot be', () => {
    expect(impossible).toContain([setting('domain', 'localhost'), setting('mode', 'public')].join(' & '));
    expect(impossible).toContain([setting('cache', false), setting('size', 1)].join(' & '));
    expect(impossible).toContain([setting('log', 'd'), setting('size', 3)].join(' & '));
  });

  test('keeps the rules in every row, and is small', () => {
    expect(rows.filter(breaks)).toEqual([]);
    expect(rows.length).toBeLessThanOrEqual(18);
  });

  test('is the same for the same seed', () => {
    expect(covering(factors, breaks, constrained, 7).rows).toEqual(rows);
  });

  test('has nothing of what stands within something that is never on', () => {
    const off = factors.map((factor) => (factor.name === 'cache' ? { ...factor, values: [false] } : factor));
    const found = covering(off, breaks, constrained, 7);
    expect(found.rows.filter((row) => row.has('size') || row.get('cache') === true)).toEqual([]);
    expect(found.impossible).toContain([setting('log', 'a'), setting('size', 1)].join(' & '));
    expect(new Set(found.rows.flatMap(pairsOf)).size).toBe(found.covered);
  });
});
