/**
 * What a person typed into a number field as the value for the schema: a number where it is one, else the text itself,
 * so that nothing typed is lost and the schema can say what is wrong with it.
 */
export function parseNumber(text: string): number | string {
  const trimmed = text.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(trimmed) ? Number(trimmed) : text;
}

/** The text for a value; nothing for one that is not there. */
export function numberText(value: unknown): string {
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  return typeof value === 'string' ? value : '';
}

export interface Range {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

/** The next value up or down, inside the range; from text that is no number it starts at the minimum. */
export function stepNumber(value: unknown, by: number, { minimum = -Infinity, maximum = Infinity }: Range): number {
  const from = typeof value === 'number' && Number.isFinite(value) ? value + by : Number.isFinite(minimum) ? minimum : 0;
  return Math.max(minimum, Math.min(maximum, from));
}

/** `1,234.5`, at most to the millionth. `Intl` says the same, and takes a phone a tenth of a second to begin with. */
export function groupedText(value: number): string {
  const [whole = '', ...fraction] = String(Number(value.toFixed(6))).split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

/** `1–32`, where the range is short enough to be worth reading. */
export function rangeText({ minimum, maximum }: Range): string | undefined {
  if (minimum === undefined || maximum === undefined || maximum >= 65_535) return undefined;
  return `${groupedText(minimum)}–${groupedText(maximum)}`;
}

/** Seconds in each unit that a time may be written in. */
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, seconds: 1, minutes: 60 };

const LARGER = [
  ['year', 31_536_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A long time in a unit that people think in: `2 years`; nothing where the field's own unit says it as well. */
export function durationWords(value: unknown, unit: string | undefined): string | undefined {
  const size = SECONDS[unit ?? ''];
  if (size === undefined || typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const seconds = value * size;
  const [name, length] = LARGER.find(([, each]) => seconds >= each) ?? [];
  if (name === undefined || length === undefined || length <= size) return undefined;
  const count = Math.round((seconds / length) * 10) / 10;
  return `${count * length === seconds ? '' : 'about '}${groupedText(count)} ${name}${count === 1 ? '' : 's'}`;
}
