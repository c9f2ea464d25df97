import { describe, expect, test } from 'vitest';
import { randomText } from './secret';
import { secretProblem, strengthOf } from './strength';

const bytes = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 97 + 13) % 251);

describe('the strength of a secret', () => {
  test('is that of its length and alphabet: what is made here is beyond guessing', () => {
    const made = randomText(24, bytes);
    expect(strengthOf(made)).toEqual({ bits: Math.floor(24 * Math.log2(62)), level: 'strong', words: 'beyond guessing' });
  });

  test.each([
    ['', 'weak'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['abababababababab', 'weak'],
    ['hunter2', 'weak'],
    ['1234567890123456', 'weak'],
    ['k3x9qpz7w1m5t8', 'fair'],
    ['correct-horse-battery-staple', 'strong'],
  ] as const)('of %j is %s', (value, level) => expect(strengthOf(value).level).toBe(level));
});

describe('a value of one’s own', () => {
  test.each([
    ['short', /at least 16/],
    ['with space and more', /letters, digits/],
    ['$(reboot)-or-so-on-and-on', /letters, digits/],
    ['a'.repeat(80), /at most 72/],
    ['aaaabbbbccccdddd', /different/],
  ])('is refused: %s', (value, message) => expect(secretProblem({}, value)).toMatch(message));

  test('is as long as what reads it demands', () => {
    expect(secretProblem({}, 'k3x9qpz7w1m5t8v2')).toBeUndefined();
    expect(secretProblem({ minimum: 32 }, 'k3x9qpz7w1m5t8v2')).toMatch(/32/);
  });
});
