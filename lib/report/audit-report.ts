import * as z from 'zod';
import { auditOf, grades, severities, type Audit, type Severity } from '../audit';
import type { FileTree } from '../kit/file-tree';
import type { Stack } from '../stack';

const FindingReport = z
  .strictObject({
    id: z.string().meta({ description: 'The rule.', examples: ['project/tags'] }),
    severity: z.enum(severities),
    title: z.string(),
    what: z.string().meta({ description: 'What stands there.' }),
    why: z.string().meta({ description: 'Why it matters.' }),
    subject: z.string().optional().meta({ description: 'The service or container that it is about.' }),
    where: z.strictObject({ file: z.string(), line: z.int().min(0) }),
    reference: z.strictObject({ name: z.string(), url: z.string() }),
    fix: z.string().optional().meta({ description: 'What the designer offers to change.' }),
    byHand: z.string().optional().meta({ description: 'What a person has to decide, where no change of the design can be offered.' }),
  })
  .meta({ title: 'A finding' });

/** What is unwise in an export, as programs read it. */
export const AuditReport = z
  .strictObject({
    score: z.strictObject({ points: z.int().min(0).max(100), grade: z.enum(grades) }),
    counts: z.strictObject(Object.fromEntries(severities.map((severity) => [severity, z.int().min(0)])) as Record<Severity, z.ZodInt>),
    passed: z.int().min(0).meta({ description: 'Rules that were looked at and hold.' }),
    findings: z.array(FindingReport).meta({ description: 'The worst first.' }),
  })
  .meta({ title: 'The audit of an export' });
export type AuditReport = z.infer<typeof AuditReport>;

function reportOf({ findings, passed, score }: Audit): AuditReport {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    score,
    counts: Object.fromEntries(severities.map((severity) => [severity, count(severity)])) as Record<Severity, number>,
    passed: passed.length,
    findings: findings.map(({ id, severity, title, what, why, subject, where, reference, fix, byHand }) => ({
      id, severity, title, what, why, where, reference,
      ...(subject !== undefined && { subject }),
      ...(fix && { fix: fix.label }),
      ...(byHand && { byHand: byHand.words }),
    })),
  };
}

/** The audit of the files of a design. */
export function auditReport(files: FileTree, design: Stack): AuditReport {
  return reportOf(auditOf(files, design));
}

/** Findings as bad as `least`, or worse. */
export function atLeast({ findings }: AuditReport, least: Severity): AuditReport['findings'] {
  return findings.filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least));
}

/** The report for a person at a terminal. */
export function auditText({ score, findings, passed }: AuditReport): string {
  const lines = findings.flatMap(({ id, severity, what, why, where, fix, byHand }) => [
    `${severity.padEnd(6)}  ${what}`,
    `        ${where.file}:${where.line}  ${id}`,
    `        ${why}`,
    ...(fix === undefined ? [] : [`        The designer can mend it: ${fix}`]),
    ...(byHand === undefined ? [] : [`        By hand: ${byHand}`]),
    '',
  ]);
  return [...lines, `${score.points} of 100 (${score.grade}): ${findings.length} findings, ${passed} rules hold.`, ''].join('\n');
}
