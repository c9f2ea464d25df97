import type { RandomSecret } from './secret';

/** How long guessing takes. `bits`: of entropy, if the value was chosen at random. */
export interface Strength {
  readonly bits: number;
  readonly level: 'weak' | 'fair' | 'strong';
  readonly words: string;
}

const ALPHABETS: readonly (readonly [letters: RegExp, size: number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^a-zA-Z0-9]/, 4],
];

/** Below: a computer of one's own finds it. Below the second: a company could. */
const FAIR = 60;
const STRONG = 100;

const words: Record<Strength['level'], string> = {
  weak: 'can be guessed',
  fair: 'hard to guess',
  strong: 'beyond guessing',
};

/** By length and the kinds of characters in it. From the third in a row on, the same character is no news; two are chance. */
export function strengthOf(value: string): Strength {
  const size = ALPHABETS.reduce((sum, [letters, count]) => sum + (letters.test(value) ? count : 0), 0);
  const length = [...value].filter((character, at, all) => character !== all[at - 1] || character !== all[at - 2]).length;
  // Few different characters are few choices, whatever alphabet they are from.
  const choices = Math.min(size, 4 * new Set(value).size);
  const bits = size === 0 ? 0 : Math.floor(length * Math.log2(Math.max(1, choices)));
  const level = bits < FAIR ? 'weak' : bits < STRONG ? 'fair' : 'strong';
  return { bits, level, words: words[level] };
}

/** Safe in URLs, shells, YAML and dotenv without quoting (RFC 3986, unreserved). */
const PLAIN = /^[A-Za-z0-9._~-]*$/;
const SHORTEST = 16;
/** What bcrypt reads of a password (bytes). */
const LONGEST = 72;
const FEWEST_DIFFERENT = 8;

/** Why a person's own value cannot be used. */
export function secretProblem({ minimum = SHORTEST }: Pick<RandomSecret, 'minimum'>, value: string): string | undefined {
  if (!PLAIN.test(value)) return 'Use letters, digits and . _ ~ - only: they need no quoting anywhere';
  if (value.length < minimum) return `Use at least ${minimum} characters`;
  if (value.length > LONGEST) return `Use at most ${LONGEST} characters`;
  return new Set(value).size < FEWEST_DIFFERENT ? `Use at least ${FEWEST_DIFFERENT} different characters` : undefined;
}
