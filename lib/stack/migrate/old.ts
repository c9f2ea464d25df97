/** A design as an earlier designer wrote it: plain data, not checked. */
export type Old = Readonly<Record<string, unknown>>;
