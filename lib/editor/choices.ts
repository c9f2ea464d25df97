import type { Field } from '../kit/fields';
import { checkStack } from '../stack';
import type { Draft } from './document';
import { hasWayOut } from './offers';
import { valueAt, withValue, type Path } from './path';

/** Why choices cannot be made now, by their values. */
export type Blocked = Readonly<Record<string, string>>;

/** What a person could choose instead of the present value. */
function others(field: Field, now: unknown): readonly unknown[] {
  if (field.widget === 'switch') return [now !== true];
  return Array.isArray(field.default) ? [] : (field.choices ?? []).map(({ value }) => value).filter((value) => value !== now);
}

/** A choice that only other fields could make possible, which no rule has a change for, is blocked; one that a set of changes makes possible is not. */
export function blockedChoices(draft: Draft, base: Path, field: Field): Blocked {
  const path = [...base, field.name];
  const candidates = others(field, valueAt(draft, path));
  if (candidates.length === 0) return {};
  const checked = checkStack(draft);
  const known = checked.ok ? [] : checked.problems;
  const keys = new Set(known.map(({ id, path: where }) => `${id} ${where.join('.')}`));
  const reasons = candidates.flatMap((value): [string, string][] => {
    const tried = withValue(draft, path, value);
    const after = checkStack(tried);
    const fresh = after.ok ? [] : after.problems.filter(({ id, path: where }) => !keys.has(`${id} ${where.join('.')}`));
    const [first] = fresh;
    return !first || hasWayOut(tried, fresh, known, path) ? [] : [[String(value), first.message]];
  });
  return Object.fromEntries(reasons);
}
