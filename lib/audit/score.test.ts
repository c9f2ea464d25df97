import { describe, expect, test } from 'vitest';
import type { Severity } from '../kit/audit';
import { scoreOf } from './score';

const found = (severity: Severity, count: number, id: string = severity) => Array.from({ length: count }, () => ({ id, severity }));

describe('the score', () => {
  test.each([
    ['nothing found', [], 100, 'A'],
    ['what is only to know', found('info', 9), 100, 'A'],
    ['one thing to think of', found('low', 1), 98, 'A'],
    ['five habits', ['a', 'b', 'c', 'd', 'e'].flatMap((id) => found('low', 1, id)), 90, 'A'],
    ['one lock that is missing', found('medium', 2), 88, 'B'],
    ['one open door', found('high', 1), 49, 'D'],
    ['two of them', [...found('high', 1, 'a'), ...found('high', 1, 'b')], 49, 'D'],
    ['everything open', ['a', 'b', 'c', 'd', 'e'].flatMap((id) => found('high', 1, id)), 0, 'F'],
    ['ten times one habit, of which three count', found('medium', 10), 82, 'B'],
  ] as const)('of %s', (_name, findings, points, grade) => {
    expect(scoreOf(findings)).toEqual({ points, grade });
  });
});
