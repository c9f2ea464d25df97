/**
 * What is unwise in an export, found in its generated files, with changes of the design that mend it.
 *
 * ```ts
 * const { findings, score } = auditOf(files, design);
 * for (const { id, severity, title, why, what, where, fix } of findings) { … }
 * const mended = findings[0]?.fix?.apply(design);   // a right design without that finding
 * ```
 *
 * A rule of one service stands in its folder (`lib/services/<id>/audit.ts`), those of the owner's containers in
 * `lib/container/audit.ts`, those of the stack in `rules/`. Each rule has a design that breaks it and one that does not
 * in `cases.test.ts`; a rule without both fails there.
 */
import { audit as containerAudit } from '../container/audit';
import { exposureOf } from '../exposure';
import { severities, type Hit, type RuleFacts, type ServiceRule } from '../kit/audit';
import type { Exposure, Place } from '../kit/exposure';
import type { FileTree } from '../kit/file-tree';
import { serviceIds } from '../services';
import { audits } from '../services/audit';
import type { Stack } from '../stack';
import { fixOf } from './fix';
import type { StackRule } from './rule';
import { stackRules } from './rules';
import { scoreOf, type Score } from './score';

/** A rule that is broken, and where. */
export interface Finding extends RuleFacts {
  /** The same for the same finding in the next design. */
  readonly key: string;
  /** The service or container that it is about, where there is one. */
  readonly subject?: string;
  /** What stands there, in one sentence. */
  readonly what: string;
  readonly where: Place;
  /** There where this design can be mended by a click. */
  readonly fix?: Fix;
}

export interface Fix {
  /** What the button says. */
  readonly label: string;
  /** The design with the finding gone; undefined when it has changed so much meanwhile that this is no way any more. */
  apply(stack: Stack): Stack | undefined;
}

export interface Audit {
  /** The worst first; then as the files have them. */
  readonly findings: readonly Finding[];
  /** Rules that were looked at and are not broken. */
  readonly passed: readonly RuleFacts[];
  readonly score: Score;
}

/** Every rule that there is. */
export const rules: readonly RuleFacts[] = [...stackRules, ...serviceIds.flatMap((id) => audits[id] ?? []), ...containerAudit];

function factsOf({ id, severity, title, why, reference }: RuleFacts): RuleFacts {
  return { id, severity, title, why, reference };
}

function finding(rule: RuleFacts & { readonly fix?: { readonly label: string } }, hit: Hit, design: Stack, subject: string | undefined, apply: Fix['apply']): Finding {
  return {
    ...factsOf(rule),
    key: [rule.id, subject, hit.key].filter((part) => part !== undefined).join(' '),
    ...(subject !== undefined && { subject }),
    what: hit.what,
    where: hit.where,
    ...(rule.fix && apply(design) !== undefined && { fix: { label: rule.fix.label, apply } }),
  };
}

function ofStack(rule: StackRule, exposure: Exposure, design: Stack): Finding[] {
  return rule.find(exposure).map((hit) => finding(rule, hit, design, undefined, (stack) => rule.fix?.apply(stack, hit, exposure)));
}

function ofService(rule: ServiceRule<object>, id: string, exposure: Exposure, design: Stack): Finding[] {
  return rule.find(exposure, id).map((hit) => finding(rule, hit, design, id, (stack) => fixOf(rule, stack, id, { exposure, hit })));
}

/** The rules that a design is looked at with, each with what it finds. */
function looked(exposure: Exposure, design: Stack): { readonly rule: RuleFacts; readonly findings: readonly Finding[] }[] {
  const present: Readonly<Record<string, unknown>> = design.services;
  const services = serviceIds.flatMap((id) => (audits[id] ?? []).filter((rule) => (present[id] === undefined) === (rule.whenAbsent === true)).map((rule) => ({ rule, findings: ofService(rule, id, exposure, design) })));
  const names = Object.keys(design.containers ?? {});
  const containers = names.length === 0 ? [] : containerAudit.map((rule) => ({ rule, findings: names.flatMap((name) => ofService(rule as ServiceRule<object>, name, exposure, design)) }));
  return [...stackRules.map((rule) => ({ rule, findings: ofStack(rule, exposure, design) })), ...services, ...containers];
}

function worstFirst(a: Finding, b: Finding): number {
  const rank = severities.indexOf(a.severity) - severities.indexOf(b.severity);
  if (rank !== 0) return rank;
  return a.where.file === b.where.file ? a.where.line - b.where.line : a.where.file < b.where.file ? -1 : 1;
}

/** Looks at the files of a design with every rule. Never throws, whatever the files have become. */
export function auditOf(files: FileTree, design: Stack): Audit {
  const all = looked(exposureOf(files), design);
  const findings = all.flatMap((each) => each.findings).sort(worstFirst);
  return { findings, passed: all.filter((each) => each.findings.length === 0).map(({ rule }) => factsOf(rule)), score: scoreOf(findings) };
}

export { grades, scoreOf, type Grade, type Score } from './score';
export { severities, type Severity } from '../kit/audit';
