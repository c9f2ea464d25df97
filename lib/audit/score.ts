import type { Severity } from '../kit/audit';

export const grades = ['A', 'B', 'C', 'D', 'F'] as const;
export type Grade = (typeof grades)[number];

export interface Score {
  /** 0 to 100. */
  readonly points: number;
  readonly grade: Grade;
}

/** Points that a finding costs. What is only to know costs nothing. */
export const costs: Readonly<Record<Severity, number>> = { high: 25, medium: 6, low: 2, info: 0 };

/** Of the findings of one rule only so many count: ten containers with one habit are one habit. */
const COUNTED = 3;

/** With an open door nobody gets past this, whatever else is right. */
export const mostWithHigh = 49;

const LEAST: Readonly<Record<Exclude<Grade, 'F'>, number>> = { A: 90, B: 70, C: 50, D: 30 };

function gradeOf(points: number): Grade {
  return grades.find((grade) => grade !== 'F' && points >= LEAST[grade]) ?? 'F';
}

/** From 100, 25 are taken for each finding of high severity, 6 for medium, 2 for low; with a high one at most 49 are left. */
export function scoreOf(findings: readonly { readonly id: string; readonly severity: Severity }[]): Score {
  const counts = new Map<string, number>();
  let points = 100;
  for (const { id, severity } of findings) {
    const before = counts.get(id) ?? 0;
    counts.set(id, before + 1);
    if (before < COUNTED) points -= costs[severity];
  }
  const capped = findings.some(({ severity }) => severity === 'high') ? Math.min(points, mostWithHigh) : points;
  const left = Math.max(0, capped);
  return { points: left, grade: gradeOf(left) };
}
