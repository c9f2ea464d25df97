import { diffArrays } from 'diff';

export interface LineChanges {
  /** Numbers of the lines, from 1, that are new or different. */
  readonly changed: ReadonlySet<number>;
  /** Lines after which something was taken out; 0 is the start of the file. */
  readonly removedAfter: ReadonlySet<number>;
  /** What was taken out or replaced, by the number of the line that it stood after. */
  readonly taken: ReadonlyMap<number, readonly string[]>;
}

export const noChanges: LineChanges = { changed: new Set(), removedAfter: new Set(), taken: new Map() };

/** Above this many lines taken out and put in, the whole stretch counts as changed: a mark must not cost a frame. */
const MOST_EDITS = 400;

/** How many lines two texts begin with, and end with, in common. */
function sameEnds(before: readonly string[], after: readonly string[]): readonly [head: number, tail: number] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return [head, tail];
}

/** The steps from one text to the other: what is taken out comes before what is put in its place. */
function steps(before: string[], after: string[]) {
  const all = [
    { removed: true, added: false, value: before, count: before.length },
    { removed: false, added: true, value: after, count: after.length },
  ];
  return (diffArrays(before, after, { maxEditLength: MOST_EDITS }) ?? all).filter(({ count }) => count > 0);
}

/** Which lines of `after` an edit made or changed, and where it took lines away. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChanges {
  const [head, tail] = sameEnds(before, after);
  const parts = steps(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  if (parts.length === 0) return noChanges;
  const changed = new Set<number>();
  const removedAfter = new Set<number>();
  const taken = new Map<number, readonly string[]>();
  let line = head;
  parts.forEach(({ added, removed, value, count }, index) => {
    if (removed) {
      taken.set(line, value);
      // Lines that went where others came are a change, which is marked already.
      if (!parts[index + 1]?.added) removedAfter.add(line);
      return;
    }
    if (added) for (let number = line + 1; number <= line + count; number += 1) changed.add(number);
    line += count;
  });
  return { changed, removedAfter, taken };
}
