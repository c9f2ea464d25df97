import { cloudflareRanges } from './cloudflare';
import type { Facts } from './facts';
import { ref, type Text } from './text';
import type { Variable } from './variable';

/**
 * Addresses of the proxies in front of the stack: only these may connect, and what they say of a client is believed.
 * Empty when the clients themselves connect.
 */
export function frontRanges({ project, tls }: Facts): readonly string[] {
  const named = { none: [], cloudflare: cloudflareRanges, custom: project.trustedProxies }[project.inFront];
  return tls.mode === 'behind-proxy' ? [...new Set([...tls.trustedProxies, ...named])] : named;
}

/** For an application that looks at the client's address: whose hops of X-Forwarded-For it skips. */
export function frontEnvironment(facts: Facts): Record<string, Text> {
  return frontRanges(facts).length > 0 ? { TRUSTED_PROXIES: ref('TRUSTED_PROXIES') } : {};
}

export function frontVariables(facts: Facts): Variable[] {
  const ranges = frontRanges(facts);
  if (ranges.length === 0) return [];
  return [{
    name: 'TRUSTED_PROXIES',
    comment: 'The proxies in front of this stack: API and Django pass over them to find the client. Also in traefik/.',
    value: ranges.join(','),
  }];
}
