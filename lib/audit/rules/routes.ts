import { coversEverybody, prefixLength } from '../../kit/cidr';
import type { Hit } from '../../kit/audit';
import type { Exposure, Middleware, Path, Reached } from '../../kit/exposure';
import { references } from '../../kit/references';
import { isCidr } from '../../kit/values';
import type { Stack } from '../../stack';
import type { StackRule } from '../rule';

/** What leads to a program, from outside. */
function forwards({ reached }: Exposure): Reached[] {
  return reached.filter(({ does, local, router }) => does === 'forward' && !local && router !== undefined);
}

const has = ({ middlewares }: Reached, ...kinds: string[]) => middlewares.some(({ kind }) => kinds.includes(kind));

/** The page is the same for everybody and takes no bodies. */
const isPage = ({ path }: Reached) => path === '/**';

const at = ({ path, service }: Reached, words: string): string => `${path}, which leads to ${service ?? 'the edge'}, ${words}.`;

const about = ({ service }: Reached): Pick<Hit, 'subject'> => (service === undefined ? {} : { subject: service });

const isBroad = (range: string) => prefixLength(range) < (range.includes(':') ? 32 : 16);

function lists({ reached }: Exposure): Middleware[] {
  const all = reached.flatMap(({ middlewares }) => middlewares.filter(({ kind, name }) => kind === 'ipallowlist' && name !== 'from-proxy'));
  return [...new Map(all.map((each) => [each.name, each])).values()];
}

const rangesOf = ({ options }: Middleware): string[] => {
  const value = options['sourcerange'];
  return Array.isArray(value) ? value.map(String) : String(value ?? '').split(',').map((each) => each.trim()).filter((each) => each !== '');
};

type Member = Readonly<Record<string, unknown>>;

/** A member without the broad ranges of one list, wherever it has just that list. */
function narrowed(member: Member, list: string): Member | undefined {
  let isEmpty = false;
  const entries = Object.entries(member).map(([key, value]) => {
    if (!Array.isArray(value) || value.join() !== list || !value.every((each) => typeof each === 'string' && isCidr(each))) return [key, value];
    const left = (value as string[]).filter((range) => !isBroad(range));
    isEmpty ||= left.length === 0;
    return [key, left];
  });
  return isEmpty ? undefined : (Object.fromEntries(entries) as Member);
}

/** The design without the broad ranges, if somebody is left on every list that had them. */
function withoutBroad(stack: Stack, { key = '' }: Hit): Stack | undefined {
  const list = key.slice(key.indexOf(' ') + 1);
  const parts = (['services', 'containers'] as const).map((part) => [part, stack[part]] as const).filter(([, members]) => members !== undefined);
  const changed = parts.map(([part, members]) => [part, Object.entries(members as Readonly<Record<string, Member>>).map(([id, member]) => [id, narrowed(member, list)] as const)] as const);
  if (changed.some(([, members]) => members.some(([, member]) => member === undefined))) return undefined;
  return { ...stack, ...Object.fromEntries(changed.map(([part, members]) => [part, Object.fromEntries(members)])) } as Stack;
}

/** The field that has the list. */
function listPath(stack: Stack, { key = '' }: Hit): Path | undefined {
  const list = key.slice(key.indexOf(' ') + 1);
  const members = (['services', 'containers'] as const).flatMap((part) => Object.entries((stack[part] ?? {}) as Readonly<Record<string, Member>>).map(([id, member]) => [part, id, member] as const));
  const found = members.flatMap(([part, id, member]) => Object.keys(member).filter((name) => Array.isArray(member[name]) && member[name].join() === list).map((name) => [part, id, name]));
  return found[0];
}

/** What stands on the ways in. */
export const routeRules: readonly StackRule[] = [
  {
    id: 'routes/no-headers', severity: 'medium', title: 'A route is without security headers',
    why: 'Browsers then guess types, show the page in frames and forget about HTTPS.',
    reference: references.headers,
    find: (exposure) => forwards(exposure).filter(({ middlewares }) => !middlewares.some(({ options }) => String(options['contenttypenosniff']) === 'true')).map((way) => ({ where: way.where, what: at(way, 'has no security headers'), key: way.router ?? '', ...about(way) })),
    byHand: { words: 'Write the middleware with the security headers first at its router.' },
  },
  {
    id: 'routes/no-limit', severity: 'medium', title: 'A route that everybody may use has no rate limit',
    why: 'One client may keep the program behind it busy, or try passwords as fast as it likes.',
    reference: references.rateLimit,
    find: (exposure) => forwards(exposure).filter((way) => !isPage(way) && ['open', 'app login'].includes(way.guard) && !has(way, 'ratelimit')).map((way) => ({ where: way.where, what: at(way, 'counts nothing'), key: way.router ?? '', ...about(way) })),
    byHand: { words: 'Write a middleware of the kind rateLimit at its router.' },
  },
  {
    id: 'routes/password-unlimited', severity: 'low', title: 'A password may be tried as often as somebody likes',
    why: 'Nothing at the edge counts attempts; the hash is slow, and that is all that slows them.',
    reference: references.rateLimit,
    find: (exposure) => forwards(exposure).filter((way) => way.guard === 'basic-auth' && !has(way, 'ratelimit')).map((way) => ({ where: way.where, what: at(way, 'asks for a password and counts nothing'), key: way.router ?? '', ...about(way) })),
    byHand: { words: 'Write a middleware of the kind rateLimit before the one that asks for the password.' },
  },
  {
    id: 'routes/no-body-limit', severity: 'medium', title: 'A route takes bodies of any size',
    why: 'A few large ones at once fill memory or disk of the program behind it.',
    reference: references.buffering,
    find: (exposure) => forwards(exposure).filter((way) => !isPage(way) && way.service !== exposure.edge && !has(way, 'buffering')).map((way) => ({ where: way.where, what: at(way, 'has no limit for bodies'), key: way.router ?? '', ...about(way) })),
    byHand: { words: 'Write a middleware of the kind buffering at its router.' },
  },
  {
    id: 'routes/undefined-middleware', severity: 'high', title: 'A route names a middleware that there is not',
    why: 'Traefik drops the route, and another one answers in its place.',
    reference: references.edgeApi,
    find: ({ reached }) => reached.flatMap((way) => way.middlewares.filter(({ kind }) => kind === 'unknown').map(({ name, where }) => ({ where, what: `${way.router} names ${name}.`, key: `${way.router} ${name}`, ...about(way) }))),
    byHand: { words: 'Define it in the dynamic file, or take its name out of the router.' },
  },
  {
    id: 'routes/broad-allowlist', severity: 'medium', title: 'A list of addresses lets very many in',
    why: 'Whoever has one address in it comes in: in a range of a provider anybody rents one, and in a private one any machine will do.',
    reference: references.allowList,
    find: (exposure) => lists(exposure).flatMap((list) => {
      const ranges = rangesOf(list);
      const broad = ranges.filter(isBroad);
      return broad.length > 0 || (ranges.every(isCidr) && coversEverybody(ranges)) ? [{ where: list.where, what: `${list.name} lets in ${broad.join(', ')}.`, key: `${list.name} ${ranges.join()}` }] : [];
    }),
    fix: { label: 'Keep the narrow ones alone', apply: withoutBroad },
    byHand: { words: 'Name the addresses that you come from, as ranges of a few.', at: listPath },
  },
  {
    id: 'routes/metrics', severity: 'high', title: 'Metrics are public',
    why: 'They tell strangers how many users there are, which paths exist and when nobody is at work.',
    reference: references.logging,
    find: ({ entryPoints, reached }) => [
      ...entryPoints.filter(({ name, ports }) => name === 'metrics' && ports.some(({ local }) => !local)).map(({ where }) => ({ where, what: 'A port of the host leads to the entry point for metrics.', key: 'entry point' })),
      ...reached.filter(({ does, path, local }) => does === 'forward' && !local && /^\/metrics\b/.test(path)).map(({ where, path, router = '' }) => ({ where, what: `${path} is routed.`, key: router })),
    ],
    byHand: { words: 'Take the port or the router out: a scraper on the network of the stack needs neither.' },
  },
];
