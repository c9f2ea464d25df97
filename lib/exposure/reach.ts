import type { EntryPoint, Guarded, Middleware, Reached, Router, RunningService } from '../kit/exposure';
import { listOf } from './values';

/** What a program that asks for a log-in itself is given. */
const LOGIN = /^(JWT_SECRET|[A-Z0-9]+_SECRET_KEY|[A-Z0-9]+_DEFAULT_PASSWORD)(_FILE)?$/;

/**
 * The secret by which a program of the stack's own asks for a log-in. A container of the owner's may have one of such a
 * name for something else, as `S3_SECRET_KEY`; in `.env` and in `secrets/` that has the name of the container in front.
 */
function loginOf({ data }: RunningService): string | undefined {
  const own = Object.entries(data.environment ?? {}).find(([variable, value]) => {
    const name = LOGIN.exec(variable)?.[1];
    return name !== undefined && /^(?:\$\{|\/run\/secrets\/)(\w+)/.exec(String(value))?.[1] === name;
  });
  return own && LOGIN.exec(own[0])?.[1];
}
const PASSWORDS = new Set(['basicauth', 'digestauth', 'forwardauth']);

interface Guard {
  readonly guard: Guarded;
  readonly guardSays: string;
}

function guardOf(middlewares: readonly Middleware[], behind: RunningService | undefined): Guard {
  const list = middlewares.find(({ kind }) => kind === 'ipallowlist');
  const password = middlewares.some(({ kind }) => PASSWORDS.has(kind));
  const count = listOf(list?.options['sourcerange']).length;
  const addresses = `${count} ${count === 1 ? 'address or range' : 'addresses or ranges'}`;
  if (list && password) return { guard: 'both', guardSays: `Only ${addresses} may come, and need a password.` };
  if (list) return { guard: 'allowlist', guardSays: `Only ${addresses} may come.` };
  if (password) return { guard: 'basic-auth', guardSays: 'Everybody may come who has the password.' };
  const login = behind && loginOf(behind);
  if (login === undefined) return { guard: 'open', guardSays: 'Everybody may come.' };
  return { guard: 'app login', guardSays: `Everybody may come; the program asks for a log-in where it needs one (it has ${login}).` };
}

function deedOf({ middlewares }: Router): Reached['does'] {
  if (middlewares.some(({ kind }) => kind.startsWith('redirect'))) return 'redirect';
  return middlewares.some(({ kind }) => kind === 'replacepath') ? 'answer' : 'forward';
}

/** The router for the same requests that is asked first. */
function before(router: Router, routers: readonly Router[]): string | undefined {
  return routers.find((other) => other !== router && other.rule === router.rule && other.priority > router.priority && other.entryPoints.some((name) => router.entryPoints.includes(name)))?.name;
}

/**
 * A port of the loopback address is the host's alone, unless a proxy stands in front: an entry point that believes one, or
 * lets in nobody but one, is asked by a proxy on the host, which brings the internet in.
 */
function isLocal({ ports, believes, believesAll, middlewares }: EntryPoint): boolean {
  const hasProxy = believesAll || believes.length > 0 || middlewares.some(({ kind }) => kind === 'ipallowlist');
  return !hasProxy && ports.length > 0 && ports.every(({ local }) => local);
}

function throughEdge(entry: EntryPoint, router: Router, routers: readonly Router[], services: readonly RunningService[]): Reached {
  const does = deedOf(router);
  const standsInFor = before(router, routers);
  const behind = does === 'forward' ? services.find(({ id }) => id === router.service) : undefined;
  return {
    entry: entry.name,
    ports: entry.ports,
    scheme: router.tls || entry.tls ? 'https' : 'http',
    host: router.hosts.join(', ') || 'any name',
    path: router.paths.join(', ') || '/**',
    ...(router.when !== undefined && { when: router.when }),
    middlewares: [...entry.middlewares, ...router.middlewares],
    does,
    ...(does === 'forward' && router.service !== undefined && { service: router.service }),
    ...(does === 'forward' && router.port !== undefined && { port: router.port }),
    ...guardOf(router.middlewares, behind),
    local: isLocal(entry),
    ...(standsInFor !== undefined && { standsInFor }),
    router: router.name,
    where: router.where,
  };
}

/** A port of the host that leads past the edge. */
function pastEdge(service: RunningService, edge: string | undefined, entries: readonly EntryPoint[]): Reached[] {
  return service.ports
    .filter((port) => service.id !== edge || !entries.some((entry) => entry.ports.includes(port)))
    .map((port) => ({
      entry: `port ${port.host}`,
      ports: [port],
      scheme: port.protocol,
      host: 'any name',
      path: '',
      middlewares: [],
      does: 'forward',
      service: service.id,
      port: port.container,
      ...guardOf([], service),
      local: port.local,
      where: port.where,
    }));
}

/** All that can be reached from outside, in the order in which the edge decides. */
export function reachedFrom(edge: string | undefined, entries: readonly EntryPoint[], routers: readonly Router[], services: readonly RunningService[]): Reached[] {
  const open = entries.filter(({ external, ports }) => external || ports.length > 0);
  return [
    ...open.flatMap((entry) => routers.filter(({ entryPoints }) => entryPoints.length === 0 || entryPoints.includes(entry.name)).map((router) => throughEdge(entry, router, routers, services))),
    ...services.flatMap((service) => pastEdge(service, edge, open)),
  ];
}
