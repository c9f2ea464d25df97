import type { Exposure, Reached } from '../kit/exposure';
import { waysTo, whatTheInternetReaches, whoReaches } from './who';

/** The ways into a stack, as a person reads them. */
export interface Ways {
  /** To a container that answers. */
  readonly forwards: readonly Reached[];
  /** Redirects, and fixed pages in the place of what was asked for. */
  readonly answers: readonly Reached[];
  /** From the host itself only. */
  readonly local: readonly Reached[];
}

export function waysIn(exposure: Exposure): Ways {
  const open = whatTheInternetReaches(exposure);
  return {
    forwards: open.filter(({ does }) => does === 'forward'),
    answers: open.filter(({ does }) => does !== 'forward'),
    local: exposure.reached.filter(({ local, does }) => local && does === 'forward'),
  };
}

/** Who is let in at the doors of a stack, in a few words. */
export function whoComes({ reached, entryPoints }: Exposure): string {
  if (reached.length > 0 && reached.every(({ local }) => local)) return 'this host alone';
  const doors = entryPoints.filter(({ external, ports }) => external || ports.length > 0);
  return doors.some(({ middlewares }) => middlewares.some(({ kind }) => kind === 'ipallowlist')) ? 'the proxy in front alone' : 'everybody';
}

/** What a diagram shows of who reaches whom; everything else fades. */
export interface Reach {
  /** Reached, or reaching: services by id. */
  readonly lit: ReadonlySet<string>;
  /** They could: nothing tells them to. */
  readonly could: ReadonlySet<string>;
  /** Lines on the way, as `from>to`. */
  readonly via: ReadonlySet<string>;
}

/** The lines of ways in: through the entry, if anything comes in there, and past it. */
function linesOf(ways: readonly Reached[], entry: string): string[] {
  const targets = ways.flatMap(({ does, service, router }) => (does === 'forward' && service !== undefined ? [`${router === undefined ? 'visitors' : entry}>${service}`] : []));
  return [...(ways.some(isThroughEdge) ? [`visitors>${entry}`] : []), ...targets];
}

const isThroughEdge = ({ router }: Reached): boolean => router !== undefined;

/** @param entry the service in the diagram that visitors reach first: in the files it may be the host's, or listen on the host alone. */
export function internetReach(exposure: Exposure, entry: string): Reach {
  const open = whatTheInternetReaches(exposure);
  const behind = waysIn(exposure).forwards.flatMap(({ service }) => service ?? []);
  return {
    lit: new Set([...(open.some(isThroughEdge) ? [entry] : []), ...behind]),
    could: new Set(),
    via: new Set(linesOf(open, entry)),
  };
}

/** Who reaches one service, and whether the internet does. */
export function reachTo(exposure: Exposure, id: string, entry: string): Reach {
  const reachers = whoReaches(exposure, id);
  const calling = reachers.filter(({ calls }) => calls).map(({ service }) => service);
  const ways = waysTo(exposure, id);
  return {
    lit: new Set([id, ...calling, ...(ways.some(isThroughEdge) ? [entry] : [])]),
    could: new Set(reachers.filter(({ calls }) => !calls).map(({ service }) => service)),
    via: new Set([...calling.map((service) => `${service}>${id}`), ...linesOf(ways, entry)]),
  };
}

/** A route as the edge knows it: one that is the host's has the routers of all its stacks, so each says whose it is. */
function routerOf({ edge, settings }: Exposure, route: string): string {
  const project = settings.get('COMPOSE_PROJECT_NAME')?.value;
  return edge === undefined && project !== undefined ? `${project}_${route}` : route;
}

/** What a request passes on its way along a route, if the files route it. */
export function wayAlong(exposure: Exposure, route: string): Reached | undefined {
  const router = routerOf(exposure, route);
  return exposure.reached.find((each) => each.router === router && each.does === 'forward');
}

/** The same, and the ways that lead there with limits of their own: a log-in below the API. */
export function waysAlong(exposure: Exposure, route: string): Reached[] {
  const router = routerOf(exposure, route);
  const service = wayAlong(exposure, route)?.service;
  return exposure.reached.filter((each) => each.does === 'forward' && (each.router === router || each.router?.startsWith(`${router}-`) === true) && each.service === service);
}

/** `https://localhost/api/**`: how a way in begins. */
export function addressOf({ scheme, host, path, ports }: Reached): string {
  const usual = { http: 80, https: 443, tcp: -1, udp: -1 }[scheme];
  const unusual = ports.map((port) => port.host).filter((port) => port !== usual);
  return `${scheme}://${host}${unusual.length > 0 ? `:${[...new Set(unusual)].join(',')}` : ''}${path}`;
}
