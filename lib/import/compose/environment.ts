import { filled } from '../../kit/fill';
import { looksSecret } from '../secretive';
import type { Entry } from '../yaml-tree';
import type { Reading } from './container';
import { named, unknownSentence } from './sentences';
import { settingsIn } from './values';

const NAME = /^[A-Z][A-Z0-9_]{0,59}$/;

/** An address of another service, under the name that it has here. */
function readdressed(value: string, renamed: ReadonlyMap<string, string>): string {
  const whole = renamed.get(value);
  if (whole !== undefined) return whole;
  return value.replace(/(:\/\/|^)([A-Za-z0-9_.-]+)(?=:\d|\/|$)/, (all, before: string, host: string) => (before === '' && !/^[^/]*:\d/.test(value) ? all : before + (renamed.get(host) ?? host)));
}

/** Variables that everybody may read become part of the design; of secrets only the name does. */
export function readEnvironment({ value }: Entry, reading: Reading): void {
  for (const { name, value: written, line } of settingsIn(value)) {
    const { text, missing } = filled(written ?? `\${${name}}`, reading.env);
    if (!NAME.test(name)) reading.leave(line, `${named(name)} is left out: names of variables are in capital letters here.`);
    else if (looksSecret(name, text)) {
      reading.add('secrets', name, line);
      reading.leave(line, `The value of ${named(name)} is left out: it looks like a secret, and a design has none. A new one is made at export; write your own into .env if it comes from elsewhere.`);
    } else if (missing.length > 0) reading.leave(line, unknownSentence(named(name), missing));
    else if (/[\r\n]/.test(text)) reading.leave(line, `${named(name)} is left out: it has more than one line.`);
    else {
      const here = readdressed(text, reading.renamed);
      reading.add('variables', `${name}=${here}`, line);
      if (here !== text) reading.leave(line, `The address in ${named(name)} is changed: ${[...reading.renamed].filter(([from, to]) => text.includes(from) && here.includes(to)).map(([from, to]) => `${named(from)} is called ${named(to)} here`).join(', ')}.`);
    }
  }
}
