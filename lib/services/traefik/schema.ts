import * as z from 'zod';
import { defaultTag, images } from '../../kit/images';
import { AddressList, Port, exposureLabels, exposures, isIpAddress } from '../../kit/values';

/** The page needs nothing from elsewhere; scripts and styles come as files (OWASP Secure Headers Project). */
const SITE_CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; upgrade-insecure-requests";

export const browserFeatures = [
  'camera',
  'clipboard-read',
  'clipboard-write',
  'fullscreen',
  'geolocation',
  'microphone',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'web-share',
] as const;

/** Whose Traefik it is: a container of this stack, or one that the host has for all its stacks. */
export const entries = ['own', 'shared'] as const;

export const socketModes = ['socket', 'proxy', 'none'] as const;

const ownOnly = { visibleWhen: { field: 'entry', in: ['own'] } } as const;
const sharedOnly = { visibleWhen: { field: 'entry', in: ['shared'] } } as const;

const routing = { section: 'Entry' } as const;
const headers = { section: 'Security headers' } as const;
const access = { section: 'Access' } as const;
const limits = { section: 'Rate limit' } as const;
const sizes = { section: 'Sizes and times' } as const;
const operations = { section: 'Operation' } as const;

export const Traefik = z.strictObject({
  entry: z.enum(entries).default('own').meta({
    title: 'Traefik', description: 'One of its own, or the one that this host already has for all its stacks: then no port is published here, and everything it has to know stands in labels.',
    labels: { own: 'Of this stack', shared: 'Of the host' }, widget: 'segmented', ...routing,
  }),
  sharedNetwork: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/, { error: 'Use the name of a Docker network: letters, digits, _ . -' }).default('traefik').meta({
    title: 'Its network', description: 'The Docker network on which it reaches containers. It has to be there before the stack starts.',
    variable: 'TRAEFIK_DOCKER_NETWORK', ...sharedOnly, ...routing,
  }),
  sharedEntryPoint: z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,39}$/, { error: 'Use the name of an entry point: letters, digits, - or _' }).default('websecure').meta({
    title: 'Its entry point', description: 'That for HTTPS.', placeholder: 'https', ...sharedOnly, ...routing,
  }),
  sharedResolver: z.string().regex(/^([a-zA-Z0-9][a-zA-Z0-9_-]{0,39})?$/, { error: 'Use the name of a certificate resolver, or leave it empty' }).default('').meta({
    title: 'Its certificate resolver', description: 'It gets the certificate. Empty: it has one for this domain already.', placeholder: 'letsencrypt', ...sharedOnly, ...routing,
  }),
  version: z.enum(images.traefik.tags).default(defaultTag(images.traefik)).meta({
    title: 'Version', description: 'Docker Engine 29 needs 3.6 or newer.', variable: 'TRAEFIK_VERSION', ...ownOnly, ...routing,
  }),
  httpPort: Port.default(80).meta({
    title: 'HTTP port', description: 'On the host. For the redirect to HTTPS; a proxy that has the certificate connects here.', variable: 'TRAEFIK_HOST_PORT', ...ownOnly, ...routing,
  }),
  httpsPort: Port.default(443).meta({
    title: 'HTTPS port', description: 'On the host, or on the proxy that has the certificate. Anything but 443 becomes part of the address.', variable: 'TRAEFIK_HOST_PORT_TLS', ...routing,
  }),
  bindAddress: z
    .string()
    .refine((value) => value === '' || isIpAddress(value), { error: 'Use one IP address of the host, or leave it empty for all' })
    .default('')
    .meta({
      title: 'Listen on', description: 'An address of the host, such as 127.0.0.1. Empty: all of them.',
      variable: 'TRAEFIK_BIND_IP', placeholder: 'all addresses', ...ownOnly, ...routing,
    }),
  redirect: z.boolean().default(true).meta({
    title: 'Redirect HTTP to HTTPS', description: 'Off: plain HTTP gets 404. Behind a proxy that has the certificate it gets the site, unencrypted.', ...ownOnly, ...routing,
  }),
  hstsSeconds: z.int().min(0).max(126_144_000).default(300).meta({
    title: 'HSTS', unit: 'seconds', ...headers,
    description: 'How long a browser insists on HTTPS. Raise it in steps: 300, 86400, 2592000, 63072000.',
  }),
  hstsSubdomains: z.boolean().default(false).meta({
    title: 'HSTS for subdomains', description: 'Every subdomain must then have a certificate too.', ...headers,
  }),
  hstsPreload: z.boolean().default(false).meta({
    title: 'HSTS preload', description: 'Asks browsers to ship your domain as HTTPS-only. Hard to undo.', ...headers,
  }),
  frame: z.enum(['DENY', 'SAMEORIGIN']).default('DENY').meta({
    title: 'Framing', description: 'Who may show the site inside a frame.', widget: 'segmented',
    labels: { DENY: 'Nobody', SAMEORIGIN: 'Same site' }, ...headers,
  }),
  // Not `no-referrer`: browsers then send `Origin: null` with forms, which API and admin refuse as cross-site.
  referrer: z.enum(['same-origin', 'strict-origin', 'strict-origin-when-cross-origin']).default('strict-origin-when-cross-origin').meta({
    title: 'Referrer policy', description: 'What other sites learn about where a visitor came from.', ...headers,
  }),
  permissions: z.array(z.enum(browserFeatures)).max(browserFeatures.length).default([]).meta({
    title: 'Allowed browser features', description: 'For the site itself. Everything else is denied to everybody.', ...headers,
  }),
  csp: z
    .string()
    .regex(/^[\x20-\x7e]*$/, { error: 'Use printable ASCII characters on one line' })
    .max(2000, { error: 'At most 2000 characters' })
    .default(SITE_CSP)
    .meta({ title: 'Content security policy', description: 'What the page may load and run. API and admin have their own.', ...headers }),
  siteAllow: AddressList.default([]).meta({
    title: 'Page for addresses', description: 'Only these see the page, IPv4 or IPv6. Empty: everybody. The API has a list of its own.', placeholder: '203.0.113.7', ...access,
  }),
  apiAllow: AddressList.default([]).meta({
    title: 'API for addresses', description: 'Only these reach /api, IPv4 or IPv6. Empty: everybody.', placeholder: '2001:db8::/32', ...access,
  }),
  rateAverage: z.int().min(1).max(100_000).default(50).meta({
    title: 'Average', unit: 'requests/s', description: 'Per client address, for /api. More get 429 with Retry-After.', ...limits,
  }),
  rateBurst: z.int().min(1).max(100_000).default(100).meta({
    title: 'Burst', unit: 'requests', description: 'How many may come at once before the average counts.', ...limits,
  }),
  loginAverage: z.int().min(0).max(10_000).default(0).meta({
    title: 'Log-ins', unit: 'requests/min', description: 'Per client address, for /api/auth/login and /api/auth/register, on top of what the API counts. 0: as all of /api.', ...limits,
  }),
  inFlight: z.int().min(1).max(10_000).default(64).meta({
    title: 'At the same time', unit: 'requests', description: 'Per client address, for /api.', ...limits,
  }),
  bodyLimit: z.int().min(1).max(1_048_576).default(1024).meta({
    title: 'Largest request body', unit: 'KiB', description: 'At the edge, in the API and in Django. Traefik holds a body in memory before it passes it on.', variable: 'MAX_BODY_BYTES', ...sizes,
  }),
  readTimeout: z.int().min(1).max(3600).default(30).meta({
    title: 'To read a request', unit: 'seconds', description: 'Whoever sends more slowly than that is cut off.', ...ownOnly, ...sizes,
  }),
  writeTimeout: z.int().min(1).max(3600).default(60).meta({
    title: 'To answer', unit: 'seconds', description: 'From the headers of a request to the last byte of its answer. What comes later never arrives. If a container has not begun after four fifths of it, 20 seconds at most, the client gets 504.', ...ownOnly, ...sizes,
  }),
  idleTimeout: z.int().min(1).max(3600).default(120).meta({
    title: 'Idle connection', unit: 'seconds', description: 'How long a connection is kept for the next request.', ...ownOnly, ...sizes,
  }),
  compress: z.boolean().default(false).meta({
    title: 'Compress the page', ...sizes,
    description: 'With zstd, Brotli or gzip. Never answers of /api or of an admin: next to input that a stranger chooses, their size would give secrets away (BREACH).',
  }),
  http3: z.boolean().default(false).meta({
    title: 'HTTP/3', description: 'Over UDP, on the same port number. Let it through the firewall too.', ...sizes,
  }),
  dashboard: z.enum(exposures).default('none').meta({
    title: 'Dashboard', description: 'At /traefik/dashboard/, for people who run the stack.', labels: exposureLabels, ...operations,
  }),
  dashboardAllow: AddressList.default([]).meta({
    title: 'Dashboard for addresses', description: 'Addresses or ranges, IPv4 or IPv6.', placeholder: '203.0.113.7',
    visibleWhen: { field: 'dashboard', in: ['allowlist', 'both'] }, ...operations,
  }),
  basicAuthUser: z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, { error: 'Use 1 to 32 letters, digits, dots, - or _' }).default('admin').meta({
    title: 'User name for passwords', description: 'Of the basic authentication in front of admin pages. The password is made at export.',
    variable: 'TRAEFIK_USER', ...operations,
  }),
  logLevel: z.enum(['ERROR', 'WARN', 'INFO', 'DEBUG']).default('ERROR').meta({
    title: 'Log level', description: 'ERROR is what Traefik itself starts with. WARN adds one line at every start that means nothing here; DEBUG may show request details.', widget: 'segmented', ...ownOnly, ...operations,
  }),
  socket: z.enum(socketModes).default('socket').meta({
    title: 'Docker socket', ...ownOnly, ...operations,
    description: 'How Traefik learns of containers. The socket is root on the host; a read-only proxy or files are safer.',
    labels: { socket: 'Mounted', proxy: 'Read-only proxy', none: 'None (files)' }, widget: 'segmented',
  }),
});
export type Traefik = z.infer<typeof Traefik>;
