/**
 * A covering array of strength two in the manner of AETG (Cohen, Dalal, Fredman and Patton, 1997), with constraints:
 * every pair of values that may stand together stands together in at least one row.
 */
import { Building, numbered, PairSet, setting, type Factor, type Numbered, type Setting } from './pairs';

export { setting, type Factor } from './pairs';

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

/** So many rows are made before the one that has most is taken. */
const ATTEMPTS = 50;

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

export function pairsOf(row: Row): string[] {
  const settings = [...row].map(([name, value]) => setting(name, value));
  return settings.flatMap((one, index) => settings.slice(index + 1).map((other) => pairKey(one, other)));
}

/** Factors with what they stand within before them; after those, what rules speak of, in their order, so that a dead end shows early. */
function inOrder(factors: readonly Factor[], constrained: ReadonlySet<string>): Factor[] {
  const holders = new Set(factors.flatMap(({ within }) => within ?? []));
  const ranks = new Map([...constrained].map((name, index) => [name, index]));
  const rank = ({ name }: Factor) => (holders.has(name) ? -1 : (ranks.get(name) ?? ranks.size));
  return [...factors].sort((a, b) => rank(a) - rank(b));
}

type Order = (factor: Numbered, row: Building) => readonly Setting[];

/** Fills a row up, each time with the first value that `order` names and that leads to no dead end. */
function filled(factors: readonly Numbered[], row: Building, breaks: Breaks, order: Order, from = 0): boolean {
  let at = from;
  let next = factors[at];
  while (next && (row.has(next.name) || !row.isThere(next))) next = factors[(at += 1)];
  if (!next) return true;
  for (const value of order(next, row)) {
    row.add(value);
    if (!breaks(row.values, next.name) && filled(factors, row, breaks, order, at + 1)) return true;
    row.remove(value);
  }
  return false;
}

/** @param constrained names that the rules speak of; all others can have any value in any row */
export function covering(factors: readonly Factor[], breaks: Breaks, constrained: ReadonlySet<string>, seed = 1): Covering {
  const all = numbered(inOrder(factors, constrained));
  const search = new Search(all, breaks, (factor) => constrained.has(factor.name) || all.some(({ within }) => within === factor.name), randomFrom(seed));
  const impossible = search.findMissing();
  const covered = search.missing.size;
  const rows: Row[] = [];
  while (search.missing.size > 0) rows.push(search.nextRow());
  return { rows, covered, impossible };
}

class Search {
  readonly missing: PairSet;
  private readonly relevant: readonly Numbered[];
  private readonly free: readonly Numbered[];
  private readonly insides = new Map<string, Numbered[]>();

  constructor(
    private readonly all: readonly Numbered[],
    private readonly breaks: Breaks,
    isRelevant: (factor: Numbered) => boolean,
    private readonly random: () => number,
  ) {
    this.relevant = all.filter(isRelevant);
    this.free = all.filter((factor) => !isRelevant(factor));
    this.missing = new PairSet(all.flatMap(({ settings }) => settings));
    for (const factor of all) if (factor.within !== undefined) this.insides.set(factor.within, [...(this.insides.get(factor.within) ?? []), factor]);
  }

  /** Notes every pair that some row can have, and gives those that none can. */
  findMissing(): string[] {
    const impossible: string[] = [];
    this.all.forEach((one, index) => {
      for (const other of this.all.slice(index + 1)) {
        for (const a of one.settings) {
          for (const b of other.settings) {
            if (this.isPossible(a, b)) this.missing.add(a, b);
            else impossible.push(pairKey(a.text, b.text));
          }
        }
      }
    });
    return impossible;
  }

  private readonly known = new Map<string, boolean>();

  /** What the rules do not speak of decides nothing, but for what it stands within. */
  private isPossible(a: Setting, b: Setting): boolean {
    const start = this.startOf(a, b);
    if (!start) return false;
    const key = start.keyAmong(this.relevant);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const possible = !this.breaks(start.values) && filled(this.relevant, start, this.breaks, ({ settings }) => settings);
    this.known.set(key, possible);
    return possible;
  }

  private startOf(a: Setting, b: Setting): Building | undefined {
    const row = new Building();
    for (const { factor } of [a, b]) if (factor.within !== undefined && !row.addOnce(this.settingOf(factor.within))) return undefined;
    return [a, b].every((each) => row.addOnce(each)) ? row : undefined;
  }

  /** That a holder is on; undefined where it never is. */
  private settingOf(holder: string): Setting | undefined {
    return this.all.find(({ name }) => name === holder)?.settings.find(({ value }) => value === true);
  }

  /** The best of some rows that each have one missing pair at least. */
  nextRow(): Row {
    let best: { row: Building; fresh: number } | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const row = this.candidate(this.missing.pick(attempt === 0 ? 0 : this.random()));
      const fresh = row ? this.missing.within(row.settings) : 0;
      if (row && (!best || fresh > best.fresh)) best = { row, fresh };
    }
    if (!best) throw new Error('no row for a pair that is possible');
    this.missing.deleteAll(best.row.settings);
    return best.row.values;
  }

  private candidate([a, b]: readonly [Setting, Setting]): Building | undefined {
    const row = this.startOf(a, b);
    const shuffled = this.free.map((factor) => ({ factor, at: this.random() })).sort((one, other) => one.at - other.at).map(({ factor }) => factor);
    return row && !this.breaks(row.values) && filled([...this.relevant, ...shuffled], row, this.breaks, (factor, partial) => this.byGain(factor, partial)) ? row : undefined;
  }

  private byGain({ settings }: Numbered, row: Building): Setting[] {
    const gain = (one: Setting) => this.missing.gain(one, row.settings) + (one.value === true ? this.gainInside(one, row) : 0);
    return settings.map((one) => ({ one, score: gain(one) + this.random() * 0.9 })).sort((a, b) => b.score - a.score).map(({ one }) => one);
  }

  /** What a holder opens: the best of each factor that stands within it. */
  private gainInside({ factor }: Setting, row: Building): number {
    return (this.insides.get(factor.name) ?? []).reduce((sum, { settings }) => sum + Math.max(...settings.map((one) => this.missing.gain(one, row.settings))), 0);
  }
}
