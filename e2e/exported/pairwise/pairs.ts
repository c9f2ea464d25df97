export interface Factor {
  name: string;
  values: readonly unknown[];
  /** The factor that must have the value true for this one to be there at all. */
  within?: string | undefined;
}

/** As a person writes it. */
export const setting = (name: string, value: unknown) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`;

/** One value of a factor. */
export interface Setting {
  id: number;
  factor: Factor;
  value: unknown;
  text: string;
}

export interface Numbered extends Factor {
  settings: readonly Setting[];
}

/** Counts the values of all factors, so that a pair of them is a place in a table. */
export function numbered(factors: readonly Factor[]): Numbered[] {
  let id = 0;
  return factors.map((factor) => ({ ...factor, settings: factor.values.map((value) => ({ id: id++, factor, value, text: setting(factor.name, value) })) }));
}

/** A row while it is filled. */
export class Building {
  readonly values = new Map<string, unknown>();
  readonly settings: Setting[] = [];

  has(name: string): boolean {
    return this.values.has(name);
  }

  isThere({ within }: Factor): boolean {
    return within === undefined || this.values.get(within) === true;
  }

  add(one: Setting): void {
    this.values.set(one.factor.name, one.value);
    this.settings.push(one);
  }

  /** Whether the row has that setting now: not where there is none, or where the factor has another. */
  addOnce(one: Setting | undefined): boolean {
    if (!one) return false;
    if (!this.has(one.factor.name)) this.add(one);
    return this.settings.includes(one);
  }

  /** The setting that was added last. */
  remove(one: Setting): void {
    this.values.delete(one.factor.name);
    this.settings.pop();
  }

  keyAmong(factors: readonly Factor[]): string {
    const names = new Set(factors.map(({ name }) => name));
    return this.settings.filter(({ factor }) => names.has(factor.name)).map(({ id }) => id).sort((a, b) => a - b).join();
  }
}

export class PairSet {
  size = 0;
  private readonly bits: Uint8Array;

  constructor(private readonly settings: readonly Setting[]) {
    this.bits = new Uint8Array(settings.length ** 2);
  }

  private set(a: Setting, b: Setting, bit: 0 | 1): void {
    const count = this.settings.length;
    if (this.bits[a.id * count + b.id] === bit) return;
    this.bits[a.id * count + b.id] = bit;
    this.bits[b.id * count + a.id] = bit;
    this.size += bit === 1 ? 1 : -1;
  }

  add(a: Setting, b: Setting): void {
    this.set(a, b, 1);
  }

  /** How many pairs a setting makes with others. */
  gain({ id }: Setting, others: readonly Setting[]): number {
    const base = id * this.settings.length;
    let sum = 0;
    for (const other of others) sum += this.bits[base + other.id] ?? 0;
    return sum;
  }

  within(row: readonly Setting[]): number {
    return row.reduce((sum, one, index) => sum + this.gain(one, row.slice(0, index)), 0);
  }

  deleteAll(row: readonly Setting[]): void {
    row.forEach((one, index) => row.slice(0, index).forEach((other) => this.set(one, other, 0)));
  }

  /** One of them; `share` from 0 to 1 says how far down the list. */
  pick(share: number): readonly [Setting, Setting] {
    const count = this.settings.length;
    const from = Math.floor(share * this.bits.length);
    const found = this.bits.indexOf(1, from);
    const at = found < 0 ? this.bits.indexOf(1) : found;
    const [a, b] = [this.settings[Math.floor(at / count)], this.settings[at % count]];
    if (!a || !b) throw new Error('there is none left');
    return [a, b];
  }
}
