/** What a piece of code is, as far as its colour goes. */
export const tokenKinds = ['key', 'string', 'literal', 'keyword', 'title', 'variable', 'comment', 'strong', 'emphasis'] as const;
export type TokenKind = (typeof tokenKinds)[number];

export interface Token {
  readonly kind: TokenKind | undefined;
  readonly text: string;
}

const BETWEEN = '\u0001';
const AFTER_KIND = '\u0002';

/** A line's tokens as one string, so that lines can be compared and React can tell which of them changed. */
export function packLine(tokens: readonly Token[]): string {
  return tokens.map(({ kind, text }) => (kind ? `${kind}${AFTER_KIND}${text}` : text)).join(BETWEEN);
}

export function unpackLine(line: string): readonly Token[] {
  return line.split(BETWEEN).map((part) => {
    const at = part.indexOf(AFTER_KIND);
    return at < 0 ? { kind: undefined, text: part } : { kind: part.slice(0, at) as TokenKind, text: part.slice(at + 1) };
  });
}

/** Lines of plain text; a line end at the end of the text begins no further line. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}

/** Tokens, which may span lines, as packed lines. */
export function linesOf(tokens: readonly Token[]): readonly string[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of tokens) {
    const [first = '', ...rest] = text.split('\n');
    if (first) lines.at(-1)?.push({ kind, text: first });
    for (const part of rest) lines.push(part ? [{ kind, text: part }] : []);
  }
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines.map(packLine);
}
