/** The values of variables: a map, or what looks them up in another one. */
export interface Values {
  get(name: string): string | undefined;
}

/** A text with its variables filled in, and the names of those that nobody gave a value. */
export interface Filled {
  readonly text: string;
  readonly missing: readonly string[];
}

// The innermost first: a default may hold another reference.
const REFERENCE = /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])([^${}]*))?\}|([A-Za-z_][A-Za-z0-9_]*))/;
/** Stands for `$$` while references are looked for. A text that is read has no NUL. */
const DOLLAR = '\0';
/** Compose files have a few; each may bring others. */
const MOST_REFERENCES = 200;
const LONGEST = 100_000;

interface Reference {
  readonly name: string;
  readonly operator: string;
  readonly other: string;
}

function valueFor({ name, operator, other }: Reference, values: Values): string | undefined {
  const value = values.get(name);
  const isSet = value !== undefined && (value !== '' || !operator.startsWith(':'));
  if (operator.endsWith('+')) return isSet ? other : '';
  if (isSet) return value;
  return operator.endsWith('-') ? other : undefined;
}

/** As compose interpolates: https://docs.docker.com/reference/compose-file/interpolation/ */
export function filled(written: string, values: Values): Filled {
  if (!written.includes('$')) return { text: written, missing: [] };
  let text = written.replaceAll('$$', DOLLAR);
  const missing: string[] = [];
  for (let count = 0; count < MOST_REFERENCES && text.length < LONGEST; count += 1) {
    const match = REFERENCE.exec(text);
    if (!match) break;
    const [whole, braced, operator = '', other = '', bare] = match;
    const name = braced ?? bare ?? '';
    const value = valueFor({ name, operator, other }, values);
    if (value === undefined) missing.push(name);
    // What a variable holds is not read again.
    text = text.slice(0, match.index) + (value ?? '').replaceAll('$', DOLLAR) + text.slice(match.index + whole.length);
  }
  return { text: text.replaceAll(DOLLAR, '$'), missing: [...new Set(missing)] };
}
