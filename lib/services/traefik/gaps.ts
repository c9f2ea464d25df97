import { frontRanges } from '../../kit/front';
import type { Context, Gap } from '../../kit/service';
import { endsTls, type Tls } from '../../kit/tls';
import { needsAddresses } from '../../kit/values';
import type { Traefik } from './schema';
import { isShared } from './shared';

/** Seconds; two years. */
const HSTS_GOAL = 63_072_000;

const SOCKET_GAPS: Record<Traefik['socket'], Gap[]> = {
  socket: [{
    numbers: [1, 2],
    what: 'Traefik mounts the Docker socket and so runs as root (without capabilities)',
    why: 'It finds containers by their labels that way. Whoever takes over Traefik could take over the host. The designer offers a read-only socket proxy, or no socket at all.',
  }],
  proxy: [{
    numbers: [1, 2],
    what: 'A proxy mounts the Docker socket and so runs as root (without capabilities)',
    why: 'It is on a network with Traefik only and passes on nothing but questions about containers. Whoever takes over Traefik could still read the settings of every container on this host, secrets among them. With *None (files)* in the designer there is no socket.',
  }],
  none: [],
};

function hsts(config: Traefik, context: Context): Gap[] {
  if (config.hstsSeconds >= HSTS_GOAL) return [];
  const why = context.tls.mode === 'local' && !isShared(config)
    ? 'A browser would hold it against every other project on this host name. With a real certificate, see the steps below.'
    : 'A mistake would lock visitors out for that long. See the steps below.';
  return [{ numbers: [20, 21], what: `HSTS of ${config.hstsSeconds} seconds, not two years`, why }];
}

function dashboard({ dashboard, dashboardAllow }: Traefik): Gap[] {
  if (dashboard === 'none') return [];
  const guards = [
    ...(needsAddresses(dashboard) ? [`from ${dashboardAllow.join(', ')}`] : []),
    ...(dashboard === 'allowlist' ? [] : ['with a password']),
  ];
  return [{
    numbers: [30],
    what: 'The dashboard is routed',
    why: `At \`/traefik/dashboard/\`, only ${guards.join(' and ')}. It shows every route and address inside.`,
  }];
}

const MODE_GAPS: Record<Tls['mode'], Gap[]> = {
  local: [{ numbers: [20], what: "The certificate is of this stack's own authority", why: 'Only machines on which `scripts/trust-ca` was run believe it. It can sign for this domain alone, and its key is in a volume that no running container sees.' }],
  'le-staging': [{ numbers: [20], what: 'The certificate is of a test authority', why: 'No browser believes it. See *To production* in the README.' }],
  'le-production': [],
  files: [{ numbers: [20], what: 'Nobody renews the certificate', why: 'You bring it. `docker compose run --rm --no-deps traefik-certificates` says how long it lasts; the start stops once it has expired.' }],
  'behind-proxy': [{ numbers: [18, 19, 20, 22], what: 'TLS ends at a proxy in front', why: 'Versions, ciphers and the certificate are its business. Between it and this stack nothing is encrypted: only the addresses of `from-proxy` in `traefik/traefik-config/dynamic.yml` may connect, over a network that you trust.' }],
};

function tlsGaps({ tls }: Context): Gap[] {
  const keepsOld = endsTls(tls) && tls.profile === 'intermediate';
  return [
    ...MODE_GAPS[tls.mode],
    ...(keepsOld ? [{ numbers: [18], what: 'TLS 1.2 is still accepted', why: "With modern ciphers only (Mozilla's intermediate profile). The designer offers *Modern*: TLS 1.3 only." }] : []),
  ];
}

const SHARED_GAPS: readonly Gap[] = [
  { numbers: [1, 2, 18, 19, 20, 21, 22], what: 'The entry is the Traefik of the host', why: 'Its Docker socket, TLS versions and certificate, the redirect from HTTP, times and HTTP/3 are set up there. It has to give what routers here ask for: an entry point with TLS, and the Docker provider on the shared network. It must not believe X-Forwarded-For of clients.' },
  { numbers: [13], what: 'What has a route is on the network of the shared Traefik', why: "Containers of other stacks on that network can reach it past the limits of the edge. The names of this stack are looked up in its own networks first, for which Docker Engine 28 is needed: before, a stranger's container could be asked in place of yours with the same name. Let only stacks that you trust onto that network." },
  { numbers: [27], what: 'Errors of the shared Traefik itself are plain text', why: '502 and 504 without a JSON body; a page for them would make every route depend on the container of the site.' },
];

/** What an own Traefik alone answers for. */
function ownGaps(config: Traefik, context: Context): Gap[] {
  return [
    ...SOCKET_GAPS[config.socket],
    ...hsts(config, context),
    ...dashboard(config),
    ...tlsGaps(context),
    ...(frontRanges(context).length > 0
      ? [{ numbers: [32], what: 'X-Forwarded-For of the proxies in front is believed', why: 'Nobody else can connect, and what a client itself wrote into it is passed over. Traefik counts each IPv6 address there as a client of its own; the API and Django count networks of 64 bits. Whoever controls one of those addresses can claim to be anybody: keep the list in `traefik/` and `TRUSTED_PROXIES` as short as it is true.' }]
      : []),
    ...(config.http3 && endsTls(context.tls) ? [] : [{ numbers: [22], what: 'No HTTP/3', why: 'It needs a UDP port, and few notice a difference.' }]),
    ...(config.redirect ? [] : [{ numbers: [21], what: 'Plain HTTP is not redirected', why: endsTls(context.tls) ? 'Chosen in this design: the HTTP port answers 404.' : 'Chosen in this design: whoever comes to the proxy without TLS gets the site without it.' }]),
  ];
}

/** Numbers of the hardening list that depend on how the edge is set up. */
export function gaps(config: Traefik, context: Context): Gap[] {
  return [
    ...(isShared(config) ? [...SHARED_GAPS, ...hsts(config, context)] : ownGaps(config, context)),
    ...(/'unsafe-/.test(config.csp) ? [{ numbers: [23], what: "The page's Content-Security-Policy allows unsafe sources", why: 'Chosen in this design. Scripts and styles in files of their own need no such exception.' }] : []),
    ...(config.permissions.length > 0 ? [{ numbers: [26], what: `The page may use: ${config.permissions.join(', ')}`, why: 'Chosen in this design, for its own origin only. All other features are denied.' }] : []),
  ];
}
