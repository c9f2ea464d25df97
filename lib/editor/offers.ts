import type { Problem } from '../kit/finding';
import { isMap } from '../kit/is-map';
import type { Change, Remedy } from '../kit/remedy';
import { sameJson } from '../kit/same-json';
import { checkStack, placeOf } from '../stack';
import { applyChanges } from './changes';
import type { Draft } from './document';
import type { EditorState } from './editor';
import { samePath, startsWith, valueAt, withValue, type Path } from './path';
import { fieldPath } from './target';

/** Changes that make the design valid again; those of kind `ask` need a value from the person first. */
export interface Offer {
  readonly changes: readonly Change[];
}

/** What can be done about a field that makes the design break rules, its own or elsewhere. */
export interface Help {
  /** The field itself has a message. */
  readonly own: boolean;
  /** Rules that are broken at other fields, because of what this field says now. */
  readonly elsewhere: readonly Problem[];
  readonly offers: readonly Offer[];
  /** Puts the field back, where that mends everything it broke. */
  readonly back?: Change & { readonly kind: 'set' };
}

const MOST_OFFERS = 3;
/** Remedies that may follow from one another. */
const MOST_ROUNDS = 8;

const keyOf = ({ id, path }: Problem) => `${id} ${path.join('.')}`;
const problemsOf = (draft: unknown): readonly Problem[] => {
  const checked = checkStack(draft);
  return checked.ok ? [] : checked.problems;
};

function overlap(remedy: Remedy, changes: readonly Change[]): boolean {
  return remedy.some(({ path }) => changes.some((other) => startsWith(path, other.path) || startsWith(other.path, path)));
}

/** Each place once, and only what is not so already. */
function onceEach(draft: Draft, changes: readonly Change[]): Remedy {
  const seen: Change[] = [];
  for (const change of changes) {
    const isSo = change.kind === 'set' && sameJson(valueAt(draft, change.path), change.to);
    if (!isSo && !seen.some(({ path }) => samePath(path, change.path))) seen.push(change);
  }
  return seen;
}

/**
 * Follows one remedy to its end: what else it breaks, and what else was broken together with it, is mended by the
 * first remedy that leaves alone what is decided already. Undefined where that leads nowhere.
 */
function followed(draft: Draft, first: Remedy, seeds: ReadonlySet<string>, before: ReadonlySet<string>, kept: readonly Change[]): Remedy | undefined {
  let changes: readonly Change[] = first;
  const asked = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const left = problemsOf(applyChanges(draft, changes)).filter((problem) => {
      const key = keyOf(problem);
      return !asked.has(key) && (seeds.has(key) || !before.has(key));
    });
    const answered = left.filter(({ remedies = [] }) => remedies.some((remedy) => remedy.every((change) => change.kind === 'ask' && changes.some((made) => made.kind === 'ask' && samePath(made.path, change.path)))));
    answered.forEach((problem) => asked.add(keyOf(problem)));
    const [next] = left.filter((problem) => !answered.includes(problem));
    if (!next) return onceEach(draft, changes);
    const remedy = next.remedies?.find((one) => one.every(({ kind }) => kind !== 'remove') && !overlap(one, [...changes, ...kept]));
    if (!remedy) return undefined;
    if (remedy.some(({ kind }) => kind === 'ask')) asked.add(keyOf(next));
    changes = [...changes, ...remedy];
  }
  return undefined;
}

interface Earlier {
  readonly value: unknown;
  /** What is broken, with that value in place of the present one. */
  readonly broken: ReadonlySet<string>;
}

/** Values of a field that are tried: each takes a look at the whole design. */
const MOST_EARLIER = 5;

/**
 * What the field held between two steps of the history, most recent first. The keys of one word are one step, so that
 * nothing half typed is among them. Of a field that the last step left alone there are values only while its present
 * one is refused; before the first step, the last valid design has one.
 */
function earlierValues({ document, stack, history }: Pick<EditorState, 'document' | 'stack' | 'history'>, path: Path): readonly unknown[] {
  const now = valueAt(document.draft, path);
  const valid = valueAt(stack, path);
  const last = history.past.at(-1)?.document.draft;
  if (last === undefined) return valid === undefined || sameJson(valid, now) ? [] : [valid];
  const isEdited = !sameJson(valueAt(last, path), now);
  // Typed away and back again: there is nothing before it to go back to.
  const isBackAgain = !isEdited && differingFields(last, document.draft).length === 0;
  if (isBackAgain || (!isEdited && sameJson(valid, now))) return [];
  const values: unknown[] = [];
  for (const step of history.past.toReversed()) {
    const value = valueAt(step.document.draft, path);
    if (value === undefined || sameJson(value, now) || values.some((known) => sameJson(known, value))) continue;
    values.push(value);
    if (values.length === MOST_EARLIER) break;
  }
  return values;
}

/** The field's latest value that would break nothing: not at the field itself, and elsewhere not what holds now. */
function earlierOf(state: Pick<EditorState, 'document' | 'stack' | 'history'>, path: Path, before: ReadonlySet<string>): Earlier | undefined {
  for (const value of earlierValues(state, path)) {
    const left = problemsOf(withValue(state.document.draft, path, value));
    const fits = left.every((problem) => !samePath(fieldPath(problem.path), path) && before.has(keyOf(problem)));
    if (fits) return { value, broken: new Set(left.map(keyOf)) };
  }
  return undefined;
}

/** Help for the field at `path`, or nothing where the field breaks no rule or nothing more can be said than its message does. */
export function helpFor(state: Pick<EditorState, 'document' | 'stack' | 'history' | 'problems'>, path: Path): Help | undefined {
  const { problems } = state;
  const { draft } = state.document;
  if (problems.length === 0) return undefined;
  const before = new Set(problems.map(keyOf));
  const earlier = earlierOf(state, path, before);
  const isOwn = (problem: Problem) => samePath(fieldPath(problem.path), path);
  const caused = problems.filter((problem) => isOwn(problem) || (earlier && !earlier.broken.has(keyOf(problem))));
  if (caused.length === 0) return undefined;

  const own = caused.filter(isOwn);
  const kept: readonly Change[] = own.length === 0 ? [{ kind: 'ask', path }] : [];
  const seeds = new Set(caused.map(keyOf));
  const [first] = own.length > 0 ? own : caused;
  const offers = (first?.remedies ?? [])
    .filter((remedy) => !overlap(remedy, kept))
    .map((remedy) => followed(draft, remedy, seeds, before, kept))
    .filter((changes) => changes !== undefined)
    // Where only this very field is asked for, it stands there already.
    .filter((changes) => !changes.every((change) => change.kind === 'ask' && samePath(change.path, path)))
    .filter((changes, at, all) => all.findIndex((other) => sameJson(other, changes)) === at)
    .slice(0, MOST_OFFERS)
    .map((changes) => ({ changes }));

  // What it broke elsewhere is known by holding with this value: all of it is mended.
  const back = earlier && ({ kind: 'set', path, to: earlier.value } as const);
  const isOffered = back && offers.some(({ changes }) => sameJson(changes, [back]));
  const elsewhere = caused.filter((problem) => !isOwn(problem));
  if (offers.length === 0 && elsewhere.length === 0) return undefined;
  return { own: own.length > 0, elsewhere, offers, ...(back && !isOffered && { back }) };
}

/** Whether a draft with `fresh` problems, which a value at `path` brought, can be made valid without taking that back. */
export function hasWayOut(draft: Draft, fresh: readonly Problem[], known: readonly Problem[], path: Path): boolean {
  const kept: readonly Change[] = [{ kind: 'ask', path }];
  const seeds = new Set(fresh.map(keyOf));
  const before = new Set(known.map(keyOf));
  return fresh.every(({ remedies = [] }) => remedies.some((remedy) => !overlap(remedy, kept) && followed(draft, remedy, seeds, before, kept) !== undefined));
}

/** Paths of the fields that the last step changed. */
export function lastEdited({ document, history }: Pick<EditorState, 'document' | 'history'>): readonly Path[] {
  const previous = history.past.at(-1)?.document.draft;
  if (!previous || previous === document.draft) return [];
  return differingFields(previous, document.draft);
}

function differingFields(before: unknown, after: unknown, path: Path = []): readonly Path[] {
  if (before === after) return [];
  const isField = path.length > 0 && fieldPath([...path, 'x']).length === path.length;
  const maps = [before, after].every(isMap);
  if (isField || !maps) return path.length > 1 ? [path] : [];
  const keys = new Set([...Object.keys(before as object), ...Object.keys(after as object)]);
  return [...keys].flatMap((key) => differingFields((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key], [...path, key]));
}

/** What has to go together with a service or container: those who cannot be without it. */
export function removalOf(draft: Draft, id: string): readonly Change[] {
  const known = new Set(problemsOf(draft).map(keyOf));
  let changes: readonly Change[] = [{ kind: 'remove', path: placeOf(id) }];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const fresh = problemsOf(applyChanges(draft, changes)).filter((problem) => !known.has(keyOf(problem)));
    const next = fresh.flatMap(({ remedies = [] }) => remedies.filter((remedy) => remedy.every(({ path }) => !overlap([{ kind: 'remove', path }], changes))));
    const without = next.find((remedy) => remedy.some(({ kind }) => kind === 'remove')) ?? next.find((remedy) => remedy.every(({ kind, path }) => kind === 'set' && path.length > 2));
    if (!without) return changes;
    changes = [...changes, ...without];
  }
  return changes;
}
