import { adminRules } from '../../kit/admin-rules';
import { inField, settingHit, settingOf, type Hit, type ServiceRule } from '../../kit/audit';
import { prefixLength } from '../../kit/cidr';
import type { Exposure, Middleware, RunningService } from '../../kit/exposure';
import { isPublicDomain } from '../../kit/project';
import { references } from '../../kit/references';
import { headerRules } from './audit-headers';
import { Traefik } from './schema';

/** One of the settings of the static file, by path. */
function fixed({ staticFile }: Exposure, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), staticFile?.data);
}

function fixedHit(exposure: Exposure, path: readonly string[], isWrong: (value: unknown) => boolean, what: (value: unknown) => string): Hit[] {
  const value = fixed(exposure, path);
  return exposure.staticFile && isWrong(value) ? [{ where: exposure.staticFile.place(path), what: what(value) }] : [];
}

function edgeOf({ services, edge }: Exposure): RunningService | undefined {
  return services.find(({ id }) => id === edge);
}

function socketHits(exposure: Exposure): Hit[] {
  const edge = edgeOf(exposure);
  const mounts = edge?.data.volumes ?? [];
  const who = exposure.reached.some(({ local }) => !local) ? ', which the internet reaches,' : '';
  return mounts.flatMap(({ source }, index) => (edge && /docker\.sock$/.test(source ?? '') ? [{ where: edge.place('volumes', index), what: `${edge.id}${who} has ${source} mounted.` }] : []));
}

const limits = (exposure: Exposure): Middleware[] => [...new Map(exposure.reached.flatMap(({ middlewares }) => middlewares.filter(({ kind }) => kind === 'ratelimit')).map((each) => [each.name, each])).values()];

const option = ({ options }: Middleware, key: string) => Number(options[key] ?? 0);

/** Requests a second and at once that no person makes. */
const MUCH = { average: 500, burst: 2000 };
const MEBIBYTE = 1_048_576;
const MOST_BODY = 16 * MEBIBYTE;
const MOST_SECONDS = 300;
const defaults = Traefik.parse({});

const fewer = (value: number, most: number, usual: number) => (value > most ? usual : value);

export const audit: readonly ServiceRule<Traefik>[] = [
  ...headerRules,
  ...adminRules<Traefik>({ prefix: 'traefik/dashboard-', title: 'The dashboard', exposure: 'dashboard', allow: 'dashboardAllow', isEdge: true }),
  {
    id: 'traefik/docker-socket', severity: 'medium', title: 'The Docker socket is mounted into Traefik',
    why: 'Whoever takes over the one program that the internet talks to is root on the host, because read-only does not limit what is asked through a socket.',
    reference: references.socket, find: socketHits, fix: { label: 'Ask Docker through a read-only proxy', change: () => ({ socket: 'proxy' }) },
  },
  {
    id: 'traefik/api-insecure', severity: 'high', title: "Traefik's API is on an entry point of its own, without a guard",
    why: 'It shows every route, header and certificate to whoever asks.',
    reference: references.edgeApi, find: (exposure) => fixedHit(exposure, ['api', 'insecure'], (value) => value === true, () => 'It is switched on by api.insecure.'),
    byHand: { words: 'Take api.insecure out of the static file.' },
  },
  {
    id: 'traefik/rate-limit-high', severity: 'medium', title: 'The rate limit is so high that it limits nobody',
    why: 'One client may keep the applications busy, or try thousands of passwords a minute.',
    reference: references.rateLimit,
    find: (exposure) => limits(exposure).filter((limit) => option(limit, 'average') > MUCH.average || option(limit, 'burst') > MUCH.burst).map(({ name, says, where }) => ({ where, what: says, key: name })),
    fix: {
      label: `${defaults.rateAverage} a second, ${defaults.rateBurst} at once`,
      change: ({ rateAverage, rateBurst, loginAverage }) => ({ rateAverage: fewer(rateAverage, MUCH.average, defaults.rateAverage), rateBurst: fewer(rateBurst, MUCH.burst, defaults.rateBurst), loginAverage: fewer(loginAverage, MUCH.average, 10) }),
    },
  },
  {
    id: 'traefik/login-unlimited', severity: 'low', title: 'Log-ins have no limit of their own at the edge',
    why: 'Passwords may be tried as fast as anything else is asked for, up to what the API itself counts.',
    reference: references.authentication,
    find: ({ reached }) => {
      const logIns = reached.filter(({ does, path }) => does === 'forward' && path.includes('/auth/login'));
      const all = reached.find(({ does, path }) => does === 'forward' && path === '/api/**');
      return logIns.length === 0 && all ? [{ where: all.where, what: `/api/auth/login has the limit of all of ${all.path}.` }] : [];
    },
    fix: { label: '10 log-ins a minute for each address', change: () => ({ loginAverage: 10 }) },
  },
  {
    id: 'traefik/body-limit-large', severity: 'medium', title: 'Bodies may be larger than Traefik has memory for',
    why: 'It holds each body in memory before it passes it on, so a few uploads at once end the only way in.',
    reference: references.buffering,
    find: (exposure) => settingHit(exposure, 'MAX_BODY_BYTES', (value) => Number(value) > MOST_BODY, (value) => `A body may have ${Math.round(Number(value) / MEBIBYTE)} MiB.`),
    fix: { label: '1 MiB', change: () => ({ bodyLimit: defaults.bodyLimit }) },
  },
  {
    id: 'traefik/slow-clients', severity: 'low', title: 'Slow clients are waited for',
    why: 'Connections that send a byte now and then keep places taken for minutes.',
    reference: references.entryPoints,
    find: (exposure) => exposure.entryPoints.flatMap(({ name, ports }) => {
      if (ports.length === 0) return [];
      const path = ['entryPoints', name, 'transport', 'respondingTimeouts', 'readTimeout'];
      return fixedHit(exposure, path, (value) => Number.parseInt(String(value), 10) > MOST_SECONDS, (value) => `${name} reads a request for up to ${String(value)}.`).map((hit) => ({ ...hit, key: name }));
    }),
    fix: { label: `${defaults.readTimeout} seconds`, change: () => ({ readTimeout: defaults.readTimeout }) },
  },
  {
    id: 'traefik/log-debug', severity: 'medium', title: 'Traefik logs at DEBUG',
    why: 'Details of requests end up in logs, which more people read and keep for longer.',
    reference: references.logging,
    find: (exposure) => fixedHit(exposure, ['log', 'level'], (value) => /^(DEBUG|TRACE)$/i.test(String(value)), (value) => `The level is ${String(value)}.`),
    fix: { label: 'ERROR', change: () => ({ logLevel: 'ERROR' }) },
  },
  {
    id: 'traefik/http3', severity: 'info', title: 'HTTP/3 listens on UDP',
    why: 'A firewall that was set up for TCP lets it through or not without anybody noticing.',
    reference: references.entryPoints,
    find: ({ entryPoints }) => entryPoints.filter(({ http3 }) => http3).map(({ name, where, ports }) => ({ where, what: `${name} also answers on UDP port ${ports.find(({ protocol }) => protocol === 'udp')?.host ?? ''}.` })),
    fix: { label: 'HTTP/1.1 and HTTP/2 alone', change: () => ({ http3: false }) },
  },
  {
    id: 'traefik/listens-everywhere', severity: 'low', title: 'A stack for this machine listens on all its addresses',
    why: 'Everybody on the same network gets to it too, past a firewall such as UFW, which Docker goes around.',
    reference: references.bindAddress,
    find: (exposure) => {
      const open = edgeOf(exposure)?.ports.find(({ address }) => address === '');
      return settingOf(exposure, 'WEBSITE_DOMAIN') === 'localhost' && open ? [{ where: open.where, what: `Port ${open.host} is open on all addresses of the host, for the name localhost.` }] : [];
    },
    fix: { label: 'Listen on 127.0.0.1', change: () => ({ bindAddress: '127.0.0.1' }) },
  },
  {
    id: 'traefik/trusts-everybody', severity: 'high', title: 'Everybody is believed who a client is',
    why: 'A client that writes X-Forwarded-For itself passes by every allowlist and every limit.',
    reference: references.entryPoints,
    find: ({ entryPoints }) => entryPoints.filter(({ believesAll, believes }) => believesAll || believes.some((range) => prefixLength(range) === 0)).map(({ name, where }) => ({ where, what: `${name} believes X-Forwarded-For of everybody.`, key: name })),
    byHand: { words: 'Name the addresses of the proxies alone.' },
  },
  {
    id: 'traefik/trusts-many', severity: 'medium', title: 'A very large range is believed who a client is',
    why: 'Whoever has an address in it can claim any other one, and so pass by allowlists and limits.',
    reference: references.entryPoints,
    find: ({ entryPoints }) => entryPoints.flatMap(({ name, where, believes, ports }) => {
      const large = believes.filter((range) => prefixLength(range) > 0 && prefixLength(range) < (range.includes(':') ? 20 : 8));
      return large.length > 0 && ports.length > 0 ? [{ where, what: `${name} believes ${large.join(', ')}.`, key: name }] : [];
    }),
    byHand: { words: 'Name the addresses of the proxies alone.', at: ({ tls }) => ({ section: tls.mode === 'behind-proxy' ? 'tls' : 'project', field: 'trustedProxies' }) },
  },
  {
    id: 'traefik/shared', severity: 'info', title: "The edge is the host's",
    why: 'Its TLS settings, time-outs and log are not in these files, so nothing here can vouch for them.',
    reference: references.entryPoints,
    find: ({ entryPoints }) => entryPoints.filter(({ external }) => external).slice(0, 1).map(({ name, where }) => ({ where, what: `Routers are on ${name}, an entry point that is configured elsewhere.` })),
    byHand: { words: 'Look at its files on the host.' },
  },
  {
    id: 'traefik/public-but-local-name', severity: 'info', title: 'The domain is a name that only this network knows',
    why: 'No public authority signs for it, so each device has to be told to trust its certificate.',
    reference: references.transport,
    find: (exposure) => settingHit(exposure, 'WEBSITE_DOMAIN', (value) => value !== 'localhost' && !isPublicDomain(value), (value) => `${value} is not a public name.`),
    byHand: { words: 'Choose a name of the public DNS, or have each device trust the authority of this stack with scripts/trust-ca.', at: inField('domain', 'project') },
  },
];
