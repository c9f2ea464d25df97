import { entryOf, leafText, type Tree } from '../yaml-tree';
import { hasSecret } from '../secretive';
import { commandLine, textsIn } from './values';

/** How a container of the owner's is asked whether it lives, as its fields have it. */
export interface Health {
  readonly health: 'http' | 'tcp' | 'command' | 'none';
  readonly healthPath?: string;
  readonly healthCommand?: string;
  /** The port that is asked, where the check names one. */
  readonly port?: number;
}

const URL_OF_ITSELF = /https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}))?(\/[^\s'"`|;)]*)?/;
const TCP = /\bnc\s+-\S*z\S*\s.*?(?:localhost|127\.0\.0\.1)\s+(\d{1,5})|\/dev\/tcp\/(?:localhost|127\.0\.0\.1)\/(\d{1,5})/;

function fromCommand(words: readonly string[], line: string): Health | undefined {
  const [, port, path] = URL_OF_ITSELF.exec(line) ?? [];
  if (URL_OF_ITSELF.test(line)) return { health: 'http', healthPath: path ?? '/', ...(port && { port: Number(port) }) };
  const tcp = TCP.exec(line);
  if (tcp) return { health: 'tcp', port: Number(tcp[1] ?? tcp[2]) };
  return hasSecret(line) ? undefined : { health: 'command', healthCommand: commandLine(words) };
}

/** Reads a health check; undefined for one that has no place in a design. */
export function healthIn(tree: Tree): Health | undefined {
  if (leafText(entryOf(tree, 'disable')?.value) === 'true') return { health: 'none' };
  const test = entryOf(tree, 'test')?.value;
  const texts = textsIn(test).map(({ text }) => text.replaceAll('$$', '$'));
  const [first = '', ...rest] = texts;
  if (test?.kind === 'leaf') return first === '' ? undefined : fromCommand(['sh', '-c', first], first);
  if (first === 'NONE') return { health: 'none' };
  if (first === 'CMD-SHELL') return fromCommand(['sh', '-c', rest.join(' ')], rest.join(' '));
  return first === 'CMD' && rest.length > 0 ? fromCommand(rest, rest.join(' ')) : undefined;
}
