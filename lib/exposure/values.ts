import { isMap } from '../kit/is-map';

/** Values of a parsed file, which may have been edited into anything. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return isMap(value) ? value : {};
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A list, or its entries with commas between them, as in a label. */
export function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textOf).filter((each) => each !== '');
  const text = textOf(value);
  return text === '' ? [] : text.split(',').map((each) => each.trim());
}

export function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** Traefik reads keys without regard to case; here they are in lower case. */
export function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toLowerCase(), lowered(each)]));
}
