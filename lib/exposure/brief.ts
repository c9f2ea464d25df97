import type { Middleware } from '../kit/exposure';
import { listOf, numberOf, textOf, type Fields } from './values';

function bytes(count: number): string {
  return count >= 1_048_576 ? `${Math.round(count / 104_857.6) / 10} MiB` : `${Math.round(count / 1024)} KiB`;
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function rate(options: Fields): string {
  const period = textOf(options['period']).replace(/^1(?=[smh]$)/, '') || 's';
  return `${numberOf(options['average']) ?? 0}/${period}, ${numberOf(options['burst']) ?? 1} at once`;
}

function again(options: Fields): string {
  const status = listOf(options['status']);
  return status.length > 0 ? `again after ${status.join(', ')}` : `${numberOf(options['attempts']) ?? 1} tries`;
}

const BRIEFS: Readonly<Record<string, (options: Fields) => string>> = {
  headers: (options) => (textOf(options['contentsecuritypolicy']) === '' ? 'headers' : 'CSP'),
  ratelimit: rate,
  inflightreq: (options) => `${numberOf(options['amount']) ?? 0} at a time`,
  buffering: (options) => `≤ ${bytes(numberOf(options['maxrequestbodybytes']) ?? 0)}`,
  ipallowlist: (options) => counted(listOf(options['sourcerange']).length, 'address', 'addresses'),
  basicauth: () => 'password',
  digestauth: () => 'password',
  forwardauth: () => 'asks elsewhere',
  errors: (options) => `own ${listOf(options['status']).join(', ')}`,
  retry: again,
  compress: () => 'compressed',
  stripprefix: (options) => `without ${listOf(options['prefixes']).join(', ')}`,
  replacepath: (options) => `asks for ${textOf(options['path'])}`,
  redirectscheme: (options) => `to ${textOf(options['scheme'])}`,
  redirectregex: () => 'to the real name',
};

/** What a middleware does, in a word or two with its numbers: for a line of the diagram. */
export function briefOf({ kind, options }: Pick<Middleware, 'kind' | 'options'>): string {
  return BRIEFS[kind]?.(options) ?? kind;
}
