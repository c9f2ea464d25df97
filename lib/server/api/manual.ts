import { GENERATOR_VERSION as version } from '../../kit/generator-version';
import type { Limits } from './limits';
import type { Operation } from './operations';

const HOST = /^[\w.-]{1,253}(:\d{1,5})?$|^\[[\da-fA-F:.]{2,45}\](:\d{1,5})?$/;

/** The address that the client has used, for calls that can be copied. */
export function originOf({ headers }: Request): string {
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? '';
  const scheme = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http';
  return HOST.test(host) ? `${scheme}://${host}` : 'http://localhost:3000';
}

function entryOf({ method, path, summary, parameters = [], example }: Operation, origin: string): string {
  const lines = [`${method} ${path}`, `  ${summary}`, ...parameters.map(({ name, description }) => `    ?${name.padEnd(8)}${description}`), `  ${example.replace('ORIGIN', origin)}`];
  return lines.join('\n');
}

/** What the server prints for whoever asks with curl. */
export function manualOf(operations: readonly Operation[], origin: string, { body, rate, proxies }: Limits): string {
  return `Base2 Designer ${version}: a design goes in, a repository that runs with Docker comes out.

With a browser: ${origin}/

${operations.map((operation) => entryOf(operation, origin)).join('\n\n')}

A design is a stack.json of at most ${body.bytes} bytes; {"version": 2} is the default one. A wrong one is answered with 422
as application/problem+json, and each wrong field is named. ${proxies > 0 ? 'A client' : 'All clients together'} may ask ${rate.perMinute} times a minute (429, Retry-After);
a server that has more to do than it can says so at once (503, Retry-After).
`;
}
