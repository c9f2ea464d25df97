import type { Problem } from '../kit/finding';
import { checkStack, type Stack } from '../stack';
import { type Path, startsWith, valueAt, withoutValue, withValue } from './path';
import { fieldPath } from './target';

/**
 * The design as it is being edited. It has the shape of a Stack, but a value may break a rule or be of another type
 * than it says: only `checkStack` makes a Stack of it.
 */
export type Draft = Stack;

export interface Document {
  readonly draft: Draft;
}

const NO_PROBLEMS: readonly Problem[] = [];

/** What a draft amounts to: the nearest design that holds all rules, and what keeps the draft from being one. */
export interface Settled {
  readonly stack: Stack;
  readonly problems: readonly Problem[];
}

/** An edit that goes on: the keys of one number. */
export interface Typing {
  readonly from: Draft;
  /** The design that it began with. */
  readonly before: Stack;
}

/** What a field held: before the edit that goes on, if that is what changes it, for 700 is nothing on the way to 70000. */
function heldAt(path: Path, draft: Draft, last: Stack, typing: Typing | undefined): unknown {
  const isTyped = typing !== undefined && valueAt(typing.from, path) !== valueAt(draft, path);
  return valueAt(isTyped ? typing.before : last, path);
}

/**
 * While a value is wrong, diagram and files keep what that field held, and still follow every other edit. A draft that
 * cannot be settled this way leaves `last` as it is.
 */
export function settle(draft: Draft, last: Stack, typing?: Typing): Settled {
  const checked = checkStack(draft);
  if (checked.ok) return { stack: checked.stack, problems: NO_PROBLEMS };
  const { problems } = checked;
  const reverted = problems.reduce((kept, problem) => {
    const path = fieldPath(problem.path);
    const held = heldAt(path, draft, last, typing);
    return held === undefined ? withoutValue(kept, path) : withValue(kept, path, held);
  }, draft);
  const again = checkStack(reverted);
  return { stack: again.ok ? again.stack : last, problems };
}

/** The problems of one form by field name: those whose path begins with `base`. The first of a field wins. */
export function problemsAt(problems: readonly Problem[], base: Path): Record<string, string> {
  const byField: Record<string, string> = {};
  for (const problem of problems) {
    if (!startsWith(problem.path, base)) continue;
    const field = String(problem.path[base.length] ?? '');
    byField[field] ??= problem.message;
  }
  return byField;
}

/** What is wrong with single entries of lists, by field and position. */
export function entryProblemsAt(problems: readonly Problem[], base: Path): Record<string, Record<number, string>> {
  const byField: Record<string, Record<number, string>> = {};
  for (const { path, message } of problems) {
    const [field, index] = [path[base.length], path[base.length + 1]];
    if (!startsWith(path, base) || typeof field !== 'string' || typeof index !== 'number') continue;
    (byField[field] ??= {})[index] ??= message;
  }
  return byField;
}
