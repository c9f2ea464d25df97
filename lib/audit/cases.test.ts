import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { exportOf } from '../generator/test-export';
import { severities, type Severity } from '../kit/audit';
import { fields } from '../kit/fields';
import { serviceIds } from '../services';
import { audits } from '../services/audit';
import { checkStack, defaultStack, definitionOf, sections, type Stack } from '../stack';
import { auditOf, rules } from './index';
import { cases } from './test-cases';

const audited = (stack: Stack, edit: (typeof cases)[string]['edit'] = (files) => files) => auditOf(edit(exportOf(stack).files), stack);
const rank = (severity: Severity) => severities.indexOf(severity);

describe('every rule', () => {
  test('has a design that breaks it and one that does not (test-cases.ts)', () => {
    expect(Object.keys(cases).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  test('has an id of its own, which begins with a family or a service', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id } of rules) expect(id).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
  });

  test('of a service stands in its folder, is registered, and begins with its id', () => {
    for (const id of serviceIds) {
      expect(audits[id] !== undefined, id).toBe(existsSync(path.join(import.meta.dirname, '../services', id, 'audit.ts')));
      expect((audits[id] ?? []).map((rule) => rule.id).filter((rule) => !rule.startsWith(`${id}/`))).toEqual([]);
    }
  });

  test('says why in one sentence, and where to read on', () => {
    for (const { id, title, why, reference } of rules) {
      expect(why, id).toMatch(/^[A-Z][^.]*(\.\d[^.]*)*\.$/);
      expect(title, id).toMatch(/^([A-Z]|pgAdmin).*[^.]$/);
      expect(reference.url, id).toMatch(/^https:\/\//);
      expect(reference.name, id).not.toBe('');
    }
  });
});

/** The field at a path of a design, as long as its form shows it. */
function shownField(design: Stack, path: readonly (string | number)[]): string | undefined {
  const [part = '', second = '', third] = path.map(String);
  const schema = third === undefined ? sections.find(({ id }) => id === part)?.schema : (definitionOf(second)?.schema as z.ZodObject | undefined);
  const values = (third === undefined ? design[part as 'project'] : (design[part as 'services'] as Record<string, unknown> | undefined)?.[second]) as Record<string, unknown> | undefined;
  const field = schema && fields(schema).find(({ name }) => name === (third ?? second));
  return field && (!field.visibleWhen || field.visibleWhen.in.includes(values?.[field.visibleWhen.field])) ? field.title : undefined;
}

describe.each(Object.entries(cases))('%s', (id, { breaks, keeps, edit, mend }) => {
  const { findings } = audited(breaks, edit);
  const found = findings.filter((finding) => finding.id === id);

  test('is found where it is broken, at a line that is there', () => {
    expect(found.length).toBeGreaterThan(0);
    for (const { where, what } of found) {
      const file = exportOf(breaks).files.find(({ path }) => path === where.file);
      expect(file, where.file).toBeDefined();
      expect(where.line).toBeGreaterThan(0);
      expect(what).toMatch(/^\S.*\.$|script-src/);
    }
  });

  test('is mended by a click, or says what to do by hand, at a field that can be seen', () => {
    for (const { fix, byHand, key } of found) {
      expect(fix?.changes.length ?? byHand?.words, key).toBeTruthy();
      if (byHand) expect(byHand.words).toMatch(/^[A-Z].*[^.…]\.$|….$/);
      if (byHand?.path) expect(shownField(breaks, byHand.path), `${key}: ${byHand.path.join('.')}`).toBeDefined();
    }
  });

  test('is not found where it is kept', () => {
    const { findings: others, passed } = audited(keeps, mend);
    expect(others.filter((finding) => finding.id === id)).toEqual([]);
    expect(edit === undefined || passed.some((rule) => rule.id === id)).toBe(true);
  });

  test('is gone after its fix, in a right design without anything new that is as bad', () => {
    for (const { fix, key, severity } of edit ? [] : found) {
      const fixed = fix?.apply(breaks);
      if (!fixed) continue;
      const checked = checkStack(fixed);
      expect(checked.ok ? [] : checked.problems).toEqual([]);
      const after = audited(fixed).findings;
      expect(after.map((finding) => finding.key)).not.toContain(key);
      const before = new Set(findings.map((finding) => finding.id));
      expect(after.filter((finding) => !before.has(finding.id) && rank(finding.severity) <= rank(severity)).map((finding) => finding.id)).toEqual([]);
    }
  });
});

describe('the default design', () => {
  const { findings, score } = audited(defaultStack);

  test('has no finding of high severity', () => expect(findings.filter(({ severity }) => severity === 'high')).toEqual([]));

  test('is known to the last finding', () => {
    expect(findings.map(({ severity, key, fix }) => `${severity} ${key}${fix ? '' : ' (no fix)'}`)).toEqual([
      'medium traefik/docker-socket traefik',
      'medium networks/one',
      'medium backup/none backup',
      'low api/registration-open api',
      'low traefik/listens-everywhere traefik',
      'low secrets/in-environment',
      'low traefik/login-unlimited traefik',
      'low pgadmin/runs pgadmin',
      'info project/tags (no fix)',
      'info tls/intermediate default',
    ]);
    expect(score).toEqual({ points: 72, grade: 'B' });
  });

  test('is left with what is only to know when every fix is taken, one after the other', () => {
    let stack = defaultStack;
    for (let round = 0; round < 20; round += 1) {
      const fixed = audited(stack).findings.find(({ fix }) => fix)?.fix?.apply(stack);
      if (!fixed) break;
      stack = fixed;
    }
    const left = audited(stack);
    expect(left.findings.map(({ key }) => key)).toEqual(['backup/same-host backup', 'project/tags']);
    expect(left.score).toEqual({ points: 98, grade: 'A' });
  });
});
