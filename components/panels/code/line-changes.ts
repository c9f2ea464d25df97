export interface LineChanges {
  /** Numbers of the lines, from 1, that are new or different. */
  readonly changed: ReadonlySet<number>;
  /** Lines after which something was taken out; 0 is the start of the file. */
  readonly removedAfter: ReadonlySet<number>;
  /** What was taken out or replaced, by the number of the line that it stood after. */
  readonly taken: ReadonlyMap<number, readonly string[]>;
}

export const noChanges: LineChanges = { changed: new Set(), removedAfter: new Set(), taken: new Map() };

/** Above this many comparisons the whole stretch counts as changed: a mark must not cost a frame. */
const LIMIT = 250_000;

/** For each line of `after` the line of `before` that it was, by the longest common subsequence. */
function partners(before: readonly string[], after: readonly string[]): readonly (number | undefined)[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const common = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
    }
  }
  const result: (number | undefined)[] = after.map(() => undefined);
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      result[j] = i;
      i += 1;
      j += 1;
    } else if (common(i + 1, j) >= common(i, j + 1)) i += 1;
    else j += 1;
  }
  return result;
}

/** Which lines of `after` an edit made or changed, and where it took lines away. */
export function lineChanges(before: readonly string[], after: readonly string[]): LineChanges {
  if (before === after) return noChanges;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;

  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  if (old.length === 0 && now.length === 0) return noChanges;
  const stays = old.length * now.length > LIMIT ? now.map(() => undefined) : partners(old, now);

  const changed = new Set<number>();
  const removedAfter = new Set<number>();
  const taken = new Map<number, readonly string[]>();
  let next = 0;
  let kept = head;
  let fresh = false;
  [...stays, old.length].forEach((partner, index) => {
    if (partner === undefined) {
      changed.add(head + index + 1);
      fresh = true;
      return;
    }
    if (partner > next) taken.set(kept, old.slice(next, partner));
    kept = head + index + 1;
    // Lines that went where others came are a change, which is marked already.
    if (partner > next && !fresh) removedAfter.add(head + index);
    next = partner + 1;
    fresh = false;
  });
  return { changed, removedAfter, taken };
}
