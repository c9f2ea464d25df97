/** A design as an earlier designer wrote it: plain data, not checked. */
export type Old = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is Old {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
