import * as z from 'zod';
import { AddressList } from './values';

/** Hosts that no public certificate authority signs for (RFC 6761, RFC 8375, RFC 9476 and common private names). */
const PRIVATE_SUFFIXES = ['localhost', 'local', 'test', 'example', 'invalid', 'internal', 'lan', 'home.arpa', 'onion'];

/** Whether a public certificate authority could ever issue for this name. */
export function isPublicDomain(domain: string): boolean {
  const labels = domain.split('.');
  return labels.length > 1 && !PRIVATE_SUFFIXES.some((suffix) => domain === suffix || domain.endsWith(`.${suffix}`));
}

const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The host name that somebody means by an address, by capitals, by a dot at the end, or by letters that only people write. */
function meantHost(text: string): string | undefined {
  try {
    const host = new URL(text.includes('://') ? text : `https://${text}`).hostname.replace(/\.$/, '');
    return HOST_NAME.test(host) ? host : undefined;
  } catch {
    return undefined;
  }
}

/** A host name in lower case, without scheme, port or path. */
export const HostName = z.string().regex(HOST_NAME, {
  error({ input }) {
    const meant = typeof input === 'string' ? meantHost(input) : undefined;
    return meant === undefined
      ? 'Use a host name in lower case, such as localhost or app.example.com: no IP address, https://, port or path'
      : `Write it as ${meant}: a host name in lower case, without https://, port or path`;
  },
});

export const wwwModes = ['none', 'to-apex', 'to-www'] as const;

export const frontModes = ['none', 'cloudflare', 'custom'] as const;

export const environments = ['production', 'development'] as const;

export const Project = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, {
      error: 'Use 1 to 40 lower-case letters, digits, - or _, beginning with a letter',
    })
    .default('base2')
    .meta({
      title: 'Name',
      description: 'Names the folder, the containers and the volumes. Two stacks on one host need two names.',
      variable: 'COMPOSE_PROJECT_NAME',
    }),
  domain: HostName.default('localhost').meta({
    title: 'Domain',
    description: 'Where people open it. localhost runs on your own machine.',
    variable: 'WEBSITE_DOMAIN',
    placeholder: 'app.example.com',
  }),
  www: z.enum(wwwModes).default('none').meta({
    title: 'With www',
    description: 'Which of the two names is the real one. The other is redirected to it for good, with path and query.',
    widget: 'segmented',
    labels: { none: 'No www', 'to-apex': 'www leads here', 'to-www': 'Leads to www' },
  }),
  aliases: z.array(HostName).max(20, { error: 'At most 20 domains' }).default([]).meta({
    title: 'More domains',
    description: 'Each is redirected to the domain for good: cookies, tokens and cross-site checks are bound to one origin. All need a DNS record that leads here.',
    placeholder: 'example.org',
  }),
  inFront: z.enum(frontModes).default('none').meta({
    title: 'In front of it',
    description: 'A CDN or load balancer that opens TLS and connects here by TLS again. Nobody else can connect then, and only its word counts for who the client is.',
    widget: 'segmented',
    labels: { none: 'Nobody', cloudflare: 'Cloudflare', custom: 'Own proxies' },
  }),
  trustedProxies: AddressList.default([]).meta({
    title: 'Addresses of the proxies',
    description: 'All between the clients and this stack: addresses or ranges, IPv4 or IPv6.',
    placeholder: '10.0.0.5',
    variable: 'TRUSTED_PROXIES',
    visibleWhen: { field: 'inFront', in: ['custom'] },
  }),
  environment: z.enum(environments).default('production').meta({
    title: 'Environment',
    description: 'Production hides API docs and error details; development shows them.',
    variable: 'ENV',
    widget: 'segmented',
    labels: { production: 'Production', development: 'Development' },
  }),
  network: z
    .string()
    .regex(/^([a-z0-9][a-z0-9_.-]{0,62})?$/, {
      error: 'Use lower-case letters, digits, _ . -, or leave it empty for <name>_network',
    })
    .default('')
    .meta({
      title: 'Docker network',
      description: 'Empty: the name above followed by _network.',
      variable: 'NETWORK_NAME',
      placeholder: 'base2_network',
    }),
});
export type Project = z.infer<typeof Project>;

/** The host name that everything is bound to: cookies, tokens and the certificate's first name. */
export function canonicalHost({ domain, www }: Project): string {
  return www === 'to-www' ? `www.${domain}` : domain;
}

/** Host names that only lead to the canonical one. */
export function redirectedHosts({ domain, www, aliases }: Project): string[] {
  const other = { none: [], 'to-apex': [`www.${domain}`], 'to-www': [domain] }[www];
  return [...other, ...aliases];
}

/** Every host name that a certificate must cover, the canonical one first. */
export function hostNames(project: Project): string[] {
  return [canonicalHost(project), ...redirectedHosts(project)];
}
