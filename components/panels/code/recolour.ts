/** A text with its colours, line by line. */
export interface Coloured {
  readonly plain: readonly string[];
  /** The same lines, packed: see `token-text.ts`. */
  readonly packed: readonly string[];
}

/**
 * The lines of a text with the colours that they had in an earlier version of it. Only what lies between the first and
 * the last line that are new is coloured, by itself: right but for a line whose meaning depends on those around it.
 */
export function recoloured(before: Coloured, plain: readonly string[], colour: (text: string) => readonly string[]): readonly string[] {
  const shorter = Math.min(before.plain.length, plain.length);
  let head = 0;
  while (head < shorter && before.plain[head] === plain[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.plain[before.plain.length - 1 - tail] === plain[plain.length - 1 - tail]) tail += 1;
  const between = plain.slice(head, plain.length - tail);
  return [
    ...before.packed.slice(0, head),
    ...(between.length === 0 ? [] : colour(`${between.join('\n')}\n`)),
    ...before.packed.slice(before.packed.length - tail),
  ];
}
