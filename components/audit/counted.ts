import type { Finding } from '@/lib/audit';

/** Findings that cost points; the others are only to know. */
export function countOf(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity !== 'info').length;
}
