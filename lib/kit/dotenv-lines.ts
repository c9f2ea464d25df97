/** A line of `.env` as `dotenvText` prints it. */
export interface DotenvLine {
  readonly name: string;
  readonly quote: "'" | '"' | '';
  /** What stands between the quotes, with its escapes and references as they are written. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

const LINE = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

function unquoted(raw: string): Pick<DotenvLine, 'quote' | 'text'> {
  for (const quote of ["'", '"'] as const) if (raw.startsWith(quote)) return { quote, text: raw.slice(1, raw.lastIndexOf(quote)) };
  return { quote: '', text: raw.replace(/\s+#.*$/, '').trim() };
}

/** The variables of a `.env` as our own writer prints it, one in a line; whatever else stands there is passed over. */
export function dotenvLines(text: string): DotenvLine[] {
  return text.split(/\r?\n/).flatMap((each, index) => {
    const [, name, raw = ''] = LINE.exec(each) ?? [];
    return name === undefined ? [] : [{ name, ...unquoted(raw), line: index + 1 }];
  });
}
