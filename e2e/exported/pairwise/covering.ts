/**
 * A covering array of strength two in the manner of AETG (Cohen, Dalal, Fredman and Patton, 1997), with constraints:
 * every pair of values that may stand together stands together in at least one row.
 */
export interface Factor {
  name: string;
  values: readonly unknown[];
  /** The factor that must have the value true for this one to be there at all. */
  within?: string | undefined;
}

export type Row = ReadonlyMap<string, unknown>;

/**
 * Whether a row that is only partly filled already breaks a rule; it must not say so of one that can still be right.
 * `changed` names the one setting that is new since it was asked last.
 */
export type Breaks = (row: Row, changed?: string) => boolean;

export interface Covering {
  rows: Row[];
  /** Pairs that some row has; together with `impossible` these are all. */
  covered: number;
  /** Pairs that no row that keeps the rules can have. */
  impossible: string[];
}

/** Small, fast and the same everywhere (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pairKey = (a: string, b: string) => (a < b ? `${a} & ${b}` : `${b} & ${a}`);

/** As a person writes it. */
export const setting = (name: string, value: unknown) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;

export function pairsOf(row: Row): string[] {
  const settings = [...row].map(([name, value]) => setting(name, value));
  return settings.flatMap((one, index) => settings.slice(index + 1).map((other) => pairKey(one, other)));
}

function isThere(factor: Factor, row: Row): boolean {
  return factor.within === undefined || row.get(factor.within) === true;
}

/** Factors with what they stand within before them; after those, what rules speak of, so that a dead end shows early. */
function inOrder(factors: readonly Factor[], constrained: ReadonlySet<string>): Factor[] {
  const holders = new Set(factors.flatMap(({ within }) => within ?? []));
  const rank = ({ name }: Factor) => (holders.has(name) ? 0 : constrained.has(name) ? 1 : 2);
  return [...factors].sort((a, b) => rank(a) - rank(b));
}

/** Fills a row up, each time with the first value that `order` names and that leads to no dead end. */
function filled(factors: readonly Factor[], row: Map<string, unknown>, breaks: Breaks, order: (factor: Factor, row: Row) => readonly unknown[]): boolean {
  const next = factors.find((factor) => !row.has(factor.name) && isThere(factor, row));
  if (!next) return true;
  for (const value of order(next, row)) {
    row.set(next.name, value);
    if (!breaks(row, next.name) && filled(factors, row, breaks, order)) return true;
    row.delete(next.name);
  }
  return false;
}

function startOf(pair: readonly (readonly [Factor, unknown])[]): Map<string, unknown> | undefined {
  const row = new Map<string, unknown>();
  for (const [{ within }] of pair) if (within !== undefined) row.set(within, true);
  for (const [{ name }, value] of pair) {
    if (row.has(name) && row.get(name) !== value) return undefined;
    row.set(name, value);
  }
  return row;
}

/** @param constrained names that the rules speak of; all others can have any value in any row */
export function covering(factors: readonly Factor[], breaks: Breaks, constrained: ReadonlySet<string>, seed = 1): Covering {
  const random = randomFrom(seed);
  const sorted = inOrder(factors, constrained);
  const relevant = sorted.filter(({ name }) => constrained.has(name) || sorted.some(({ within }) => within === name));
  const missing = new Map<string, readonly (readonly [Factor, unknown])[]>();
  const impossible: string[] = [];
  // What stands in a row that keeps the rules needs no row of its own to show that it can.
  const possible = new Set<string>();
  const plain = (factor: Factor) => factor.values;
  sorted.forEach((one, index) => {
    for (const other of sorted.slice(index + 1)) {
      for (const a of one.values) {
        for (const b of other.values) {
          const pair = [[one, a], [other, b]] as const;
          const key = pairKey(setting(one.name, a), setting(other.name, b));
          const start = possible.has(key) ? undefined : startOf(pair);
          if (start && !breaks(start) && filled(relevant, start, breaks, plain)) for (const each of pairsOf(start)) possible.add(each);
          if (possible.has(key)) missing.set(key, pair);
          else impossible.push(key);
        }
      }
    }
  });
  const covered = missing.size;
  const rows: Row[] = [];
  const gain = (name: string, value: unknown, row: Row) => [...row].reduce((sum, [other, theirs]) => sum + Number(missing.has(pairKey(setting(name, value), setting(other, theirs)))), 0);
  const byGain = (factor: Factor, row: Row) => factor.values.map((value) => ({ value, score: gain(factor.name, value, row) + random() * 0.9 })).sort((a, b) => b.score - a.score).map(({ value }) => value);
  while (missing.size > 0) {
    const open = [...missing.values()];
    let best: { row: Map<string, unknown>; fresh: number } | undefined;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const row = startOf(open[attempt === 0 ? 0 : Math.floor(random() * open.length)] ?? []);
      const shuffled = [...relevant, ...sorted.filter((factor) => !relevant.includes(factor)).map((factor) => ({ factor, at: random() })).sort((a, b) => a.at - b.at).map(({ factor }) => factor)];
      if (!row || breaks(row) || !filled(shuffled, row, breaks, byGain)) continue;
      const fresh = pairsOf(row).filter((key) => missing.has(key)).length;
      if (!best || fresh > best.fresh) best = { row, fresh };
    }
    if (!best) throw new Error(`no row for ${[...missing.keys()].slice(0, 3).join(', ')}`);
    for (const key of pairsOf(best.row)) missing.delete(key);
    rows.push(best.row);
  }
  return { rows, covered, impossible };
}
