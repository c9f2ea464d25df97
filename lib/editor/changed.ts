import type * as z from 'zod';
import { fields, type Field } from '../kit/fields';
import { oncePerPair } from '../kit/remembered';
import type { Change } from '../kit/remedy';
import { sameJson } from '../kit/same-json';
import { placeOf, type Stack } from '../stack';
import type { Difference } from './differences';
import { schemaOf } from './forms';
import { valueAt } from './path';
import { basePath, targetOf, type Target } from './target';

/** The fields of a section, service or container whose values are not their defaults. */
export function changedFields(target: Target, draft: unknown): readonly Field[] {
  const schema = schemaOf(target);
  const values = valueAt(draft, basePath(target));
  return schema && typeof values === 'object' && values !== null ? changedIn(schema, values) : [];
}

const changedIn = oncePerPair((schema: z.ZodObject, values: object): readonly Field[] =>
  fields(schema).filter(({ name, default: usual }) => {
    const value = (values as Record<string, unknown>)[name];
    return value !== undefined && !sameJson(value, usual);
  }),
);

/** What sets all of them back. */
export function resets(target: Target, draft: unknown): readonly Change[] {
  return changedFields(target, draft).map((field) => ({ kind: 'set', path: [...basePath(target), field.name], to: field.default }));
}

/** Where a difference is: a field, or a service or container as a whole. */
export function placeOfDifference({ id, kind }: Difference): { readonly target: Target; readonly field?: string } {
  return kind === 'changed' ? targetOf(id.split('.')) : { target: { kind: 'service', id: id.slice(kind.length + 1) } };
}

/** What makes the design again what the other one is in this point. */
export function undoing(difference: Difference, base: Stack): Change {
  const { target } = placeOfDifference(difference);
  if (difference.kind === 'added') return { kind: 'remove', path: placeOf(target.id) };
  const path = difference.kind === 'removed' ? placeOf(target.id) : difference.id.split('.');
  return { kind: 'set', path, to: valueAt(base, path) };
}
