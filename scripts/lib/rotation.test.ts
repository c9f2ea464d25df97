import { describe, expect, test } from 'vitest';
import { BUDGET, isAlways, partOf, partsOf, secondsOf, sharesOf, slicesOf, unitsOf } from './rotation.mjs';

const files = [
  { file: 'data/01.test.ts', slices: 1 },
  { file: 'pairwise/02.test.ts', slices: 12 },
  { file: 'scale/01.test.ts', slices: 1 },
];
const units = unitsOf(files, { 'data/01.test.ts': 900, 'pairwise/02.test.ts': 3600 });

describe('the rotating part of the stack tests', () => {
  test('hands out every file and every share of one exactly once', () => {
    const handed = partsOf(units).flatMap((part) => part.units.map(({ file, slice }) => `${file} ${slice}`));
    expect(handed.sort()).toEqual(units.map(({ file, slice }) => `${file} ${slice}`).sort());
    expect(units).toHaveLength(14);
  });

  test('keeps every part within the time, but for a share', () => {
    const longest = Math.max(...units.map(({ seconds }) => seconds));
    for (const { seconds } of partsOf(units)) expect(seconds).toBeLessThanOrEqual(BUDGET + longest);
  });

  test('is the same whatever the order in which the files are found', () => {
    expect(partsOf([...units].reverse())).toEqual(partsOf(units));
  });

  test('takes another part each day, or the one that is named', () => {
    expect([0, 1, 2, 3].map((day) => partOf(undefined, 3, day).n)).toEqual([1, 2, 3, 1]);
    expect(partOf('2/5', 3, 0)).toEqual({ n: 2, m: 5 });
    for (const wrong of ['0/2', '3/2', 'x', '1']) expect(() => partOf(wrong, 3, 0)).toThrow(wrong);
  });

  test('reads from a file in how many shares it can be run', () => {
    expect(slicesOf('import x;\n// slices: 12\n')).toBe(12);
    expect(slicesOf('import x;\n')).toBe(1);
    expect(sharesOf(units.filter(({ slice }) => slice < 2))['pairwise/02.test.ts']).toEqual([0, 1]);
  });

  test('knows what runs always', () => {
    expect([isAlways('standard/01-boot.test.ts'), isAlways('data/01.test.ts')]).toEqual([true, false]);
  });
});

describe('the seconds of a file', () => {
  test('are those since the file before it, with its boots', () => {
    const took = secondsOf([{ name: 'b', endTime: 95_000 }, { name: 'a', endTime: 40_000 }], 10_000);
    expect([took.get('a'), took.get('b')]).toEqual([30, 55]);
  });
});
