import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '@/lib/kit/test-property';
import { durationWords, groupedText, numberText, parseNumber, rangeText, stepNumber } from './number-text';

describe('a number field', () => {
  it.each([
    ['8000', 8000],
    [' 8000 ', 8000],
    ['-1', -1],
    ['1.5', 1.5],
    ['1.', 1],
    ['007', 7],
  ])('reads %j as a number', (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(['', '80a', '1e3', '0x10', '1,000', '-', '٣', 'Infinity'])('passes %j on as it was typed', (text) =>
    expect(parseNumber(text)).toBe(text));

  it('shows what it holds', () => {
    expect([8000, '80a', Number.NaN, undefined].map(numberText)).toEqual(['8000', '80a', '', '']);
  });

  it('steps inside its range, and from nonsense to its start', () => {
    const range = { minimum: 1, maximum: 32 };
    expect(stepNumber(2, 1, range)).toBe(3);
    expect(stepNumber(30, 10, range)).toBe(32);
    expect(stepNumber(1, -1, range)).toBe(1);
    expect(stepNumber('x', 1, range)).toBe(1);
    expect(stepNumber('', -1, {})).toBe(0);
  });

  it('writes a number as the browser would', () => {
    const { format } = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
    const numbers = fc.oneof(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: 1, max: 99_999_999 }).map((tenths) => tenths / 10));
    holds(numbers, (number) => expect(groupedText(number)).toBe(format(number)));
  });

  it('says a range that helps', () => {
    expect(rangeText({ minimum: 1, maximum: 32 })).toBe('1–32');
    expect(rangeText({ minimum: 1, maximum: 65_535 })).toBeUndefined();
    expect(rangeText({ minimum: 0 })).toBeUndefined();
  });

  it.each([
    [300, 's', '5 minutes'],
    [63_072_000, 'seconds', '2 years'],
    [100_000, 's', 'about 1.2 days'],
    [60_000, 'ms', '1 minute'],
    [1_500, 'ms', '1.5 seconds'],
    [1_440, 'minutes', '1 day'],
    [30, 's', undefined],
    [30, 'minutes', undefined],
    [300, 'MB', undefined],
    ['300', 's', undefined],
  ])('says %j %s as a person would: %s', (value, unit, words) => expect(durationWords(value, unit)).toBe(words));
});
