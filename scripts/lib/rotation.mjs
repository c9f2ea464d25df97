// Which of the stack tests a run takes: some always, of the rest as much as fits into the time, another part each day.

/** Folders that share the boots of support/global-setup.ts. They are in every run. */
export const ALWAYS = ['standard', 'exposed', 'socketless', 'together'];

/** What a rotating part may take, in seconds: with npm test and what runs always, `.ci/run` stays below an hour. */
export const BUDGET = 5 * 60;

/** For a file that nobody has measured yet; see `durations.json`. */
const UNKNOWN = 240;

export const folderOf = (file) => file.split('/', 1)[0];
export const isAlways = (file) => ALWAYS.includes(folderOf(file));

/** A line `// slices: 12` says that a file can be run in so many shares (support/slices.ts). */
export function slicesOf(text) {
  return Number(/^\/\/ slices: ([1-9]\d*)$/m.exec(text)?.[1] ?? 1);
}

/**
 * How long each file took with what it booted first, of which a report says nothing: files run one after the other, so
 * that a file begins when the one before has ended.
 * @param {{name: string, endTime: number}[]} results in milliseconds
 * @param {number} startTime of the run
 * @returns {Map<string, number>} seconds by name
 */
export function secondsOf(results, startTime) {
  const ended = [...results].sort((a, b) => a.endTime - b.endTime);
  return new Map(ended.map(({ name, endTime }, index) => [name, Math.round((endTime - (ended[index - 1]?.endTime ?? startTime)) / 1000)]));
}

/**
 * What is handed out: files, or shares of a file.
 * @param {{file: string, slices: number}[]} files
 * @param {Record<string, number>} durations seconds that a whole file took
 */
export function unitsOf(files, durations) {
  return files.flatMap(({ file, slices }) => {
    const seconds = (durations[file] ?? UNKNOWN * slices) / slices;
    return Array.from({ length: slices }, (_, slice) => ({ file, slice, seconds }));
  });
}

/** The longest first, each to the part that has least: the same parts for the same units, whatever their order. */
export function partsOf(units, budget = BUDGET) {
  const total = units.reduce((sum, { seconds }) => sum + seconds, 0);
  const parts = Array.from({ length: Math.max(1, Math.ceil(total / budget)) }, () => ({ seconds: 0, units: [] }));
  const name = ({ file, slice }) => `${file}#${String(slice).padStart(4, '0')}`;
  const sorted = [...units].sort((a, b) => b.seconds - a.seconds || (name(a) < name(b) ? -1 : 1));
  for (const unit of sorted) {
    const least = parts.reduce((best, part) => (part.seconds < best.seconds ? part : best));
    least.units.push(unit);
    least.seconds += unit.seconds;
  }
  return parts;
}

/**
 * The part that is meant: `STACK_PART=n/m`, else one each day in turn.
 * @returns {{n: number, m: number}} n counts from 1
 * @throws Error when the text is no such part
 */
export function partOf(text, count, day) {
  if (!text) return { n: (day % count) + 1, m: count };
  const [, n, m] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (!n || !m || n > m) throw new Error(`STACK_PART=${text} is not a part such as 2/5`);
  return { n, m };
}

/**
 * Shares by file, for the environment of the tests.
 * @param {{file: string, slice: number}[]} units
 */
export function sharesOf(units) {
  /** @type {Record<string, number[]>} */
  const shares = {};
  for (const { file, slice } of units) (shares[file] ??= []).push(slice);
  for (const list of Object.values(shares)) list.sort((a, b) => a - b);
  return shares;
}
