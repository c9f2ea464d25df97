import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { holds } from '../kit/test-property';
import { version } from '../../package.json';
import { checkStack, defaultStack } from '../stack';
import { anyStack, stackOf, stackWith } from '../stack/test-stacks';
import { AuditReport, atLeast, auditReport, auditText } from './audit-report';
import { Plan, planBetween, planText } from './plan';
import { sarifOf } from './sarif';
import { Validation, validationOf } from './validation';

const sarifSchema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
const sideOf = (stack: typeof defaultStack) => ({ stack, files: exportOf(stack).files });

describe('the audit as a report', () => {
  test('has the shape that it says and is valid SARIF 2.1.0, whatever the design', () => {
    const validator = new Validator(sarifSchema, '4');
    holds(anyStack, (stack) => {
      const report = auditReport(exportOf(stack).files, stack);
      expect(AuditReport.parse(report)).toEqual(report);
      expect(auditText(report)).toContain(`${report.score.points} of 100`);
      expect(atLeast(report, 'info')).toEqual(report.findings);
      const { valid, errors } = validator.validate(sarifOf(report, '1.2.3'));
      expect(valid ? [] : errors).toEqual([]);
    }, 25);
    expect(validator.validate({ version: '2.1.0' }).valid).toBe(false);
  });

  test('names in SARIF the rule, the level and the line', () => {
    const stack = stackWith('pgadmin', { exposure: 'none' });
    const report = auditReport(exportOf(stack).files, stack);
    const [run] = sarifOf(report, '1.2.3').runs;
    expect(run?.results?.length).toBe(report.findings.length);
    for (const [index, result] of (run?.results ?? []).entries()) {
      expect(run?.tool.driver.rules?.[result.ruleIndex ?? -1]?.id).toBe(report.findings[index]?.id);
    }
  });

  test('says what only a person can mend, and how', () => {
    const stack = stackWith('backup');
    const found = auditReport(exportOf(stack).files, stack).findings.find(({ byHand }) => byHand !== undefined);
    expect(found?.fix).toBeUndefined();
    expect(auditText(auditReport(exportOf(stack).files, stack))).toContain(`        By hand: ${found?.byHand}\n`);
  });
});

describe('what differs', () => {
  test('between a design and itself is nothing', () => {
    holds(anyStack, (stack) => expect(planBetween(sideOf(stack), sideOf(stack))).toEqual({ same: true, fields: [], files: [] }), 10);
    expect(planText({ same: true, fields: [], files: [] })).toBe('Nothing differs.\n');
  });

  test('is told field by field and file by file', () => {
    const plan = planBetween(sideOf(defaultStack), sideOf(stackOf({ project: { domain: 'app.example.com' } })));
    expect(plan.fields).toEqual([{ kind: 'changed', field: 'project.domain', title: 'Stack: Domain', from: 'localhost', to: 'app.example.com' }]);
    expect(planText(plan)).toContain('  ~ project.domain: localhost → app.example.com\n');
    expect(plan.files.find(({ path }) => path === 'stack.json')).toEqual({ path: 'stack.json', kind: 'changed', added: 1, removed: 1 });
  });

  test('has the shape that it says', () => {
    holds(fc.tuple(anyStack, anyStack), ([before, after]) => {
      const plan = planBetween(sideOf(before), sideOf(after));
      expect(Plan.parse(plan)).toEqual(plan);
      for (const { path, kind, added, removed } of plan.files) expect(kind === 'changed' || (kind === 'added' ? removed : added) === 0, path).toBe(true);
    }, 10);
  });
});

describe('the validation of anything', () => {
  test('has the shape that it says', () => {
    holds(fc.oneof(anyStack, fc.jsonValue()), (draft) => {
      const validation = validationOf(draft);
      expect(Validation.parse(validation)).toEqual(validation);
      expect(validation.valid).toBe(validation.errors.length === 0);
    }, 100);
  });
});

describe('the $schema of a stack.json', () => {
  test('is that of the export, or the one that its owner has named', () => {
    const own = { ...defaultStack, $schema: 'https://example.com/stack.schema.json' };
    expect(exportOf(defaultStack).text('stack.json')).toMatch(/^\{\n {2}"\$schema": "\.\/stack\.schema\.json",\n {2}"generator": "base2 [\d.]+",\n {2}"version"/);
    expect(exportOf(own).text('stack.json')).toMatch(/^\{\n {2}"\$schema": "https:\/\/example\.com\/stack\.schema\.json",\n/);
  });

  test('stands above the version of the generator, which is that of the package, and which no design keeps', () => {
    const written = JSON.parse(exportOf(defaultStack).text('stack.json')) as Record<string, unknown>;
    expect(written['generator']).toBe(`base2 ${version}`);
    expect(checkStack(written)).toEqual({ ok: true, stack: defaultStack });
    expect(checkStack({ ...written, generator: 'base2 99.0.1' })).toEqual({ ok: true, stack: defaultStack });
    expect(validationOf({ ...written, generator: 'by hand' }).errors.map(({ field }) => field)).toEqual(['generator']);
  });

  test('names a schema that finds every design valid, and no wrong one', () => {
    const schema = new Validator(JSON.parse(exportOf(defaultStack).text('stack.schema.json')) as object, '2020-12');
    holds(anyStack, (stack) => expect(schema.validate(JSON.parse(exportOf(stack).text('stack.json'))).valid).toBe(true), 20);
    for (const wrong of [{}, { version: 1 }, { version: 2, colour: 'red' }, { version: 2, services: { traefik: { httpPort: 0 } } }]) expect(schema.validate(wrong).valid).toBe(false);
  });
});
