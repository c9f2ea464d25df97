/** A text with its colours, line by line. */
export interface Coloured {
  readonly plain: readonly string[];
  /** The same lines, packed: see `token-text.ts`. */
  readonly packed: readonly string[];
}

/** Lines that stand together, of those that `isNew`. */
function stretches(lines: readonly string[], isNew: (line: string) => boolean): readonly string[] {
  const found: string[][] = [];
  lines.forEach((line, at) => {
    if (!isNew(line)) return;
    const last = found.at(-1);
    if (last && at > 0 && isNew(lines[at - 1] ?? '')) last.push(line);
    else found.push([line]);
  });
  return found.map((each) => `${each.join('\n')}\n`);
}

/**
 * The lines of a text with the colours that they had in an earlier version of it. Only lines that are new are coloured,
 * by themselves: right but for a line whose meaning depends on those around it.
 */
export function recoloured(before: Coloured, plain: readonly string[], colour: (text: string) => readonly string[]): readonly string[] {
  const known = new Map(before.plain.map((line, at) => [line, before.packed[at] ?? line]));
  const fresh = stretches(plain, (line) => !known.has(line)).flatMap((text) => colour(text));
  let next = 0;
  return plain.map((line) => known.get(line) ?? fresh[next++] ?? line);
}
