import type { EntryPoint, Place, PublishedPort, Router, RunningService, Source } from '../kit/exposure';
import { middlewareOf, named, type Edge, type Told } from './edge';
import { matched, whenOf } from './rule';
import { fieldsOf, listOf, numberOf, textOf } from './values';

/** `/api/**` where a path and everything below it is matched. */
function pathsOf(rule: string): string[] {
  const exact = matched(rule, 'Path');
  const prefixes = matched(rule, 'PathPrefix').map((prefix) => prefix.replace(/\/$/, ''));
  return [...prefixes.filter((prefix) => prefix !== '').map((prefix) => `${prefix}/**`), ...exact.filter((path) => !prefixes.includes(path))];
}

function backendOf(edge: Edge, reference: string, provider: Told['provider']): Pick<Router, 'service' | 'port'> {
  if (reference.endsWith('@internal')) return edge.id === undefined ? {} : { service: edge.id };
  const told = named(edge.backends, reference, provider);
  const balancer = fieldsOf(told?.fields['loadbalancer']);
  const port = numberOf(fieldsOf(balancer['server'])['port']);
  if (told?.on !== undefined) return { service: told.on, ...(port !== undefined && { port }) };
  const [server] = Array.isArray(balancer['servers']) ? (balancer['servers'] as unknown[]) : [];
  const [, host, at] = /^https?:\/\/([^/:]+)(?::(\d+))?/.exec(textOf(fieldsOf(server)['url'])) ?? [];
  return host === undefined ? {} : { service: host, port: Number(at ?? 80) };
}

function tlsOf(fields: Told['fields']): { readonly tls: boolean; readonly resolver?: string } {
  const { tls } = fields;
  const resolver = textOf(fieldsOf(tls)['certresolver']);
  return { tls: tls !== undefined && tls !== false && tls !== 'false', ...(resolver !== '' && { resolver }) };
}

/** Everything that the edge forwards, redirects or answers, in the order in which it looks at them. */
export function routersOf(edge: Edge): Router[] {
  const routers = edge.routers.map((told): Router => {
    const { fields, provider } = told;
    const rule = textOf(fields['rule']);
    const backend = textOf(fields['service']);
    const when = whenOf(rule);
    return {
      name: told.name,
      rule,
      hosts: matched(rule, 'Host'),
      paths: pathsOf(rule),
      ...(when !== undefined && { when }),
      entryPoints: listOf(fields['entrypoints']),
      priority: numberOf(fields['priority']) ?? rule.length,
      middlewares: listOf(fields['middlewares']).map((name) => middlewareOf(edge, name, provider, told.place('middlewares'))),
      backend,
      ...backendOf(edge, backend, provider),
      ...tlsOf(fields),
      where: told.place('rule'),
    };
  });
  return routers.sort((a, b) => b.priority - a.priority);
}

const portIn = (address: string): number | undefined => numberOf(/:(\d+)(?:\/\w+)?$/.exec(address)?.[1]);

function ownEntryPoint(edge: Edge, source: Source, name: string, value: unknown, published: readonly PublishedPort[], routers: readonly Router[]): EntryPoint {
  const fields = fieldsOf(value);
  const http = fieldsOf(fields['http']);
  const believed = fieldsOf(fields['forwardedHeaders']);
  const address = textOf(fields['address']);
  const port = portIn(address);
  const where: Place = source.place(['entryPoints', name]);
  const isInside = /^(127\.|\[::1\]|localhost)/.test(address);
  return {
    name,
    ...(port !== undefined && { port }),
    ports: isInside ? [] : published.filter(({ container }) => container === port),
    external: false,
    tls: http['tls'] !== undefined || routers.some((router) => router.tls && router.entryPoints.includes(name)),
    http3: fields['http3'] !== undefined,
    believes: listOf(believed['trustedIPs']),
    believesAll: believed['insecure'] === true,
    middlewares: listOf(http['middlewares']).map((reference) => middlewareOf(edge, reference, 'file', where)),
    where,
  };
}

/** The doors of the edge; of one that is the host's, those that the labels name. */
export function entryPointsOf(edge: Edge, services: readonly RunningService[], routers: readonly Router[]): EntryPoint[] {
  const { staticFile } = edge;
  if (staticFile) {
    const published = services.find(({ id }) => id === edge.id)?.ports ?? [];
    return Object.entries(fieldsOf(fieldsOf(staticFile.data)['entryPoints'])).map(([name, value]) => ownEntryPoint(edge, staticFile, name, value, published, routers));
  }
  const names = [...new Set(routers.flatMap(({ entryPoints }) => entryPoints))];
  return names.flatMap((name) => {
    const router = routers.find(({ entryPoints }) => entryPoints.includes(name));
    return router ? [{ name, ports: [], external: true, tls: router.tls, http3: false, believes: [], believesAll: false, middlewares: [], where: router.where }] : [];
  });
}
