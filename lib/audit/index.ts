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
import { exposureOf, reading } from '../exposure';
import { severities, type Hit, type RuleFacts, type ServiceRule } from '../kit/audit';
import type { Exposure, Path } from '../kit/exposure';
import type { FileTree } from '../kit/file-tree';
import { atOnce } from '../kit/steps';
import { serviceIds } from '../services';
import { audits } from '../services/audit';
import { factsOf, placeOf, type Stack } from '../stack';
import { changesOf } from './changes';
import type { Finding, Fix } from './finding';
import { fixOf } from './fix';
import type { StackRule } from './rule';
import { stackRules } from './rules';
import { scoreOf, type Score } from './score';

export interface Audit {
  /** The worst first; then as the files have them. */
  readonly findings: readonly Finding[];
  /** Rules that were looked at and are not broken. */
  readonly passed: readonly RuleFacts[];
  readonly score: Score;
}

/** Every rule that there is. */
export const rules: readonly RuleFacts[] = [...stackRules, ...serviceIds.flatMap((id) => audits[id] ?? []), ...containerAudit];

function saidOf({ id, severity, title, why, reference }: RuleFacts): RuleFacts {
  return { id, severity, title, why, reference };
}

type Mending = Pick<Finding, 'fix' | 'byHand'>;

/** What leaves a design as it is mends nothing: the files were edited to break the rule. */
function fixIn(design: Stack, label: string | undefined, apply: Fix['apply']): Fix | undefined {
  const fixed = label === undefined ? undefined : apply(design);
  if (label === undefined || fixed === undefined) return undefined;
  const changes = changesOf(design, fixed);
  return changes.length === 0 ? undefined : { label, changes, apply };
}

function mending(fix: Fix | undefined, words: string | undefined, path: Path | undefined): Mending {
  if (fix) return { fix };
  return words === undefined ? {} : { byHand: { words, ...(path && { path }) } };
}

function finding(rule: RuleFacts, hit: Hit, owner: string | undefined, mend: Mending): Finding {
  const subject = owner ?? hit.subject;
  return {
    ...saidOf(rule),
    key: [rule.id, owner, hit.key].filter((part) => part !== undefined).join(' '),
    ...(subject !== undefined && { subject }),
    what: hit.what,
    where: hit.where,
    ...mend,
  };
}

function ofStack(rule: StackRule, exposure: Exposure, design: Stack): Finding[] {
  return rule.find(exposure, design).map((hit) => {
    const fix = fixIn(design, rule.fix?.label, (stack) => rule.fix?.apply(stack, hit, exposure));
    return finding(rule, hit, undefined, mending(fix, rule.byHand?.words, rule.byHand?.at?.(design, hit)));
  });
}

function ofService(rule: ServiceRule<object>, id: string, exposure: Exposure, design: Stack): Finding[] {
  const place = rule.byHand?.at?.(factsOf(design));
  const path = place && (place.section ? [place.section, place.field] : [...placeOf(id), place.field]);
  return rule.find(exposure, id).map((hit) => {
    const fix = fixIn(design, rule.fix?.label, (stack) => fixOf(rule, stack, id, { exposure, hit }));
    return finding(rule, hit, id, mending(fix, rule.byHand?.words, path));
  });
}

interface Looked {
  readonly rule: RuleFacts;
  readonly findings: readonly Finding[];
}

/** The rules that a design is looked at with, each with how it looks. */
function looks(exposure: Exposure, design: Stack): (() => Looked)[] {
  const present: Readonly<Record<string, unknown>> = design.services;
  const services = serviceIds.flatMap((id) => (audits[id] ?? []).filter((rule) => (present[id] === undefined) === (rule.whenAbsent === true)).map((rule) => () => ({ rule, findings: ofService(rule, id, exposure, design) })));
  const names = Object.keys(design.containers ?? {});
  const containers = names.length === 0 ? [] : containerAudit.map((rule) => () => ({ rule, findings: names.flatMap((name) => ofService(rule as ServiceRule<object>, name, exposure, design)) }));
  return [...stackRules.map((rule) => () => ({ rule, findings: ofStack(rule, exposure, design) })), ...services, ...containers];
}

function worstFirst(a: Finding, b: Finding): number {
  const rank = severities.indexOf(a.severity) - severities.indexOf(b.severity);
  if (rank !== 0) return rank;
  return a.where.file === b.where.file ? a.where.line - b.where.line : a.where.file < b.where.file ? -1 : 1;
}

function* looking(files: FileTree, design: Stack): Generator<string, Audit> {
  const all: Looked[] = [];
  for (const look of looks(exposureOf(files), design)) {
    const looked = look();
    all.push(looked);
    yield looked.rule.id;
  }
  const findings = all.flatMap((each) => each.findings).sort(worstFirst);
  return { findings, passed: all.filter((each) => each.findings.length === 0).map(({ rule }) => saidOf(rule)), score: scoreOf(findings) };
}

/**
 * Looks at files for the first time, block by block and then rule by rule: whoever asks for the next one may let others
 * work in between.
 */
export function* auditing(files: FileTree, design: Stack): Generator<string, Audit> {
  yield* reading(files);
  return yield* looking(files, design);
}

/** The same at once. Never throws, whatever the files have become. */
export function auditOf(files: FileTree, design: Stack): Audit {
  return atOnce(looking(files, design));
}

export { changesOf } from './changes';
export { placesOf, type ByHand, type Finding, type Fix } from './finding';
export { notesOf, type Mark, type Notes } from './notes';
export { fixedTogether, type Together } from './together';
export { costs, grades, mostWithHigh, scoreOf, type Grade, type Score } from './score';
export { severities, type Severity } from '../kit/audit';
