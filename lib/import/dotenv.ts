import { filled } from '../kit/fill';

/** The variables of a `.env`, by name; a map, so that a name such as `__proto__` is one like all others. */
export type Env = ReadonlyMap<string, string>;

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/;

function unquoted(value: string): { readonly text: string; readonly literal: boolean } {
  const text = value.trim();
  const single = /^'((?:[^'\\]|\\.)*)'/.exec(text)?.[1];
  if (single !== undefined) return { text: single.replaceAll("\\'", "'"), literal: true };
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  if (double !== undefined) return { text: double.replaceAll('\\$', '$$$$').replace(/\\(["\\])/g, '$1'), literal: false };
  return { text: text.replace(/(^|\s)#.*$/, '').trim(), literal: false };
}

/**
 * What compose takes from a `.env`, as far as one line holds it. References to lines above are filled in. Lines that are
 * no variable are passed over: a value that is missing then is said where it is asked for.
 */
export function readEnv(text: string): Env {
  const env = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value = ''] = LINE.exec(line) ?? [];
    if (name === undefined) continue;
    const { text: written, literal } = unquoted(value);
    env.set(name, literal ? written : filled(written, env).text);
  }
  return env;
}

/** Whether a file is a list of variables by its name. */
export function isEnvName(name: string): boolean {
  return /(^|\.)env(\.|$)/i.test(name) && !/\.(ya?ml|json|zip)$/i.test(name);
}
