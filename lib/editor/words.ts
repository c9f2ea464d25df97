import { fields, type Field, withUnit } from '../kit/fields';
import { sections } from '../stack';
import { findService, schemaOf } from './forms';
import type { Path } from './path';
import { targetOf, type Target } from './target';

/** What a section or service is called on the page. */
export function targetTitle(target: Target): string {
  if (target.kind === 'service') return findService(target.id)?.title ?? target.id;
  return sections.find(({ id }) => id === target.id)?.title ?? target.id;
}

/** The field that `path` leads to, or into. */
export function fieldAt(path: Path): Field | undefined {
  const { target, field } = targetOf(path);
  const schema = schemaOf(target);
  return schema && fields(schema).find(({ name }) => name === field);
}

/** A place of the design in the words of the page: `Traefik · HTTP port`. */
export function placeWords(path: Path): string {
  const { target, field } = targetOf(path);
  return [targetTitle(target), fieldAt(path)?.title ?? field].filter(Boolean).join(' · ');
}

const LONGEST = 40;

/** A value in words, short enough for a button. */
export function valueWords(field: Field, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  const labelOf = (one: unknown) => field.choices?.find((choice) => choice.value === one)?.label ?? String(one ?? '');
  if (Array.isArray(value)) {
    const all = value.map(labelOf).join(', ');
    return value.length === 0 ? 'none' : all.length > LONGEST ? `${value.length} entries` : all;
  }
  const text = labelOf(value);
  if (text === '') return 'empty';
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return withUnit(short, field);
}
