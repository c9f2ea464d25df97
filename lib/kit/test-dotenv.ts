/**
 * An own reading of `.env` after Docker's description of it and compose-go's parser, apart from our writer:
 * https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
const NAME = /[A-Za-z_][A-Za-z0-9_.-]*/y;

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v', '"': '"', '\\': '\\' };

function filled(value: string, known: Readonly<Record<string, string>>): string {
  return value.replace(/\$(\$|\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))?/g, (whole, kind: string | undefined, braced?: string, bare?: string) => {
    if (kind === '$') return '$';
    const name = braced ?? bare;
    if (name === undefined) throw new Error(`invalid interpolation ${whole}`);
    return known[name] ?? '';
  });
}

/** Reads up to the closing quote; a backslash in front of that quote hides it, in single quotes too. */
function quoted(text: string, start: number, quote: string): { value: string; end: number } {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\' && text[at + 1] === quote) value += text[(at += 1)];
    else if (character === '\\' && text[at + 1] !== undefined) value += character + text[(at += 1)];
    else if (character === quote) return { value, end: at + 1 };
    else value += character;
  }
  throw new Error(`unterminated quoted value ${text.slice(start)}`);
}

function doubleQuoted(value: string): string {
  return value.replace(/\\([nrtabfv"\\$])/g, (_, letter: string) => (letter === '$' ? '$$' : (ESCAPES[letter] ?? '')));
}

/** The variables that compose would take from the text of a `.env`, in order. @throws Error on what compose refuses. */
export function readDotenv(text: string): Record<string, string> {
  const known: Record<string, string> = {};
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, end);
    if (/^\s*(#|$)/.test(line)) {
      at = end + 1;
      continue;
    }
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[0];
    if (name === undefined || text[at + name.length] !== '=') throw new Error(`not a variable: ${line}`);
    const start = at + name.length + 1;
    const quote = text[start];
    if (quote === "'" || quote === '"') {
      const { value, end: after } = quoted(text, start, quote);
      known[name] = quote === "'" ? value : filled(doubleQuoted(value), known);
      if (!/^[ \t]*(#.*)?(\n|$)/.test(text.slice(after))) throw new Error(`text behind the quotes: ${line}`);
      at = text.indexOf('\n', after) < 0 ? text.length : text.indexOf('\n', after) + 1;
      continue;
    }
    known[name] = filled(text.slice(start, end).replace(/ #.*$/, '').trimEnd(), known);
    at = end + 1;
  }
  return known;
}
