import type { Log, ReportingDescriptor, Result } from 'sarif';
import { rules, type Severity } from '../audit';
import type { AuditReport } from './audit-report';

export const SARIF_SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS = { high: 'error', medium: 'warning', low: 'note', info: 'note' } as const satisfies Record<Severity, Result.level>;

/** What code hosts sort by: 0 to 10, in their words critical from 9, high from 7, medium from 4. */
const SCORES = { high: '8.0', medium: '5.0', low: '2.0', info: '0.0' } as const satisfies Record<Severity, string>;

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function ruleOf(id: string): ReportingDescriptor {
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  return {
    id,
    shortDescription: { text: sentence(rule.title) },
    fullDescription: { text: sentence(rule.why) },
    helpUri: rule.reference.url,
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { 'security-severity': SCORES[rule.severity], tags: ['security'] },
  };
}

/**
 * The report as SARIF 2.1.0, which code hosts show at the lines of a pull request. Places are relative to the root of
 * the exported repository.
 */
export function sarifOf({ findings }: AuditReport, version: string): Log {
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  return {
    $schema: SARIF_SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'base2-designer', version, rules: ids.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The root of the exported repository.' } } },
        results: findings.map(({ id, severity, what, subject, where }) => ({
          ruleId: id,
          ruleIndex: ids.indexOf(id),
          level: LEVELS[severity],
          message: { text: sentence(what) },
          locations: [
            {
              physicalLocation: { artifactLocation: { uri: where.file, uriBaseId: 'ROOT' }, region: { startLine: Math.max(1, where.line) } },
              ...(subject !== undefined && { logicalLocations: [{ name: subject, kind: 'module' }] }),
            },
          ],
        })),
      },
    ],
  };
}
