import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Exported } from '../generator/test-export';
import { severities, type Severity } from '../kit/audit';
import type { FileTree } from '../kit/file-tree';
import { seed } from '../kit/test-property';
import { checkStack, type Stack } from '../stack';
import { anyOwnEdge, anySharedEdge, anyStack } from '../stack/test-stacks';
import { auditOf, changesOf, fixedTogether, type Audit } from './index';

/** FC_RUNS and FC_SEED name others. */
const RUNS = Number(process.env['FC_RUNS'] ?? 10);

const anyDesign = fc.oneof(anyStack, anyOwnEdge, anySharedEdge);
const rank = (severity: Severity) => severities.indexOf(severity);
const auditFor = (stack: Stack): Audit => auditOf(new Exported(stack).files, stack);

function linesOf(files: FileTree, path: string): number {
  return files.find((file) => file.path === path)?.text.split('\n').length ?? 0;
}

describe(`the audit of any design (seed ${seed})`, () => {
  test('never throws, and finds at lines that are there', () => {
    fc.assert(
      fc.property(anyDesign, (stack) => {
        const { files } = new Exported(stack);
        const { findings, score, passed } = auditOf(files, stack);
        for (const { where, key, fix, byHand } of findings) {
          expect(fix ?? byHand, key).toBeDefined();
          expect(where.line, key).toBeGreaterThan(0);
          expect(where.line, key).toBeLessThanOrEqual(linesOf(files, where.file));
        }
        expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
        expect(findings.every(({ id }) => !passed.some((rule) => rule.id === id))).toBe(true);
        expect(score.points).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: RUNS * 2, seed },
    );
  }, 600_000);

  test('has fixes that mend what they promise, and make nothing as bad', () => {
    fc.assert(
      fc.property(anyDesign, (stack) => {
        const before = auditFor(stack);
        const known = new Set(before.findings.map(({ id }) => id));
        for (const { key, severity, fix } of before.findings) {
          const fixed = fix?.apply(stack);
          if (!fix || !fixed) continue;
          expect(changesOf(stack, fixed), key).toEqual(fix.changes);
          expect(fix.changes, key).not.toEqual([]);
          const checked = checkStack(fixed);
          expect(checked.ok ? [] : checked.problems, key).toEqual([]);
          const after = auditFor(fixed).findings;
          expect(after.map((finding) => finding.key), key).not.toContain(key);
          expect(after.filter((finding) => !known.has(finding.id) && rank(finding.severity) <= rank(severity)).map(({ id }) => id), key).toEqual([]);
        }
      }),
      { numRuns: RUNS, seed },
    );
  }, 600_000);

  test('has fixes that go together: of those that were taken no finding is left', () => {
    fc.assert(
      fc.property(anyDesign, (stack) => {
        const mendable = auditFor(stack).findings.filter(({ fix }) => fix !== undefined);
        const { design, left } = fixedTogether(stack, mendable);
        const checked = checkStack(design);
        expect(checked.ok ? [] : checked.problems).toEqual([]);
        const after = auditFor(design).findings.map(({ key }) => key);
        expect(mendable.filter((finding) => !left.includes(finding) && after.includes(finding.key)).map(({ key }) => key)).toEqual([]);
      }),
      { numRuns: RUNS, seed },
    );
  }, 600_000);

  test('survives files that somebody broke', () => {
    const junk = fc.constantFrom('', '[', 'services: 5', 'services:\n  traefik: []\n  api:\n    volumes: x\n    environment: 3\n    healthcheck: no\n    networks: 7\n    ports: [1]\n', 'http:\n  routers:\n    a: 1\n  middlewares:\n    b:\n      headers: 2\n', '\0', 'A=1\nJWT_SECRET=x');
    const paths = ['local.docker.yml', 'development.docker.yml', 'traefik/traefik.yml', 'traefik/traefik-config/dynamic.yml', '.env', '.env.example'];
    fc.assert(
      fc.property(anyDesign, fc.constantFrom(...paths), junk, (stack, path, text) => {
        const files = new Exported(stack).files.map((file) => (file.path === path ? { ...file, text } : file));
        expect(() => auditOf(files, stack)).not.toThrow();
        expect(() => auditOf(files.filter((file) => file.path !== path), stack)).not.toThrow();
      }),
      { numRuns: RUNS, seed },
    );
  }, 600_000);
});
