import { fields, type Field, wordsOf } from '../kit/fields';
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
  const words = wordsOf(field, value);
  if (words.length <= LONGEST) return words;
  return Array.isArray(value) ? `${value.length} entries` : `${words.slice(0, LONGEST - 1)}…`;
}
