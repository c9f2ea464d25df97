import type { Facts } from '../../kit/facts';
import { canonicalHost } from '../../kit/project';
import type { EdgeWords } from '../../kit/service';
import { endsTls } from '../../kit/tls';
import type { Traefik } from './schema';
import { isShared } from './shared';

const SHARED: EdgeWords = {
  protects: 'Nothing of this stack publishes ports: the Traefik of the host forwards to it, and TLS, times and unknown hosts are its business. From this stack come security headers on every answer, a rate limit on `/api` and a limit on sizes, as labels.',
  publishes: 'This stack publishes none; for those of the shared Traefik look there',
  plain: 'requests get what the shared Traefik is set up for',
  routers: 'the labels of `local.docker.yml`',
};

function plain({ redirect, httpsPort }: Traefik, { project }: Facts): string {
  if (!redirect) return 'requests are served all the same, to visitors without TLS too: the redirect is off';
  return `requests are redirected to <https://${canonicalHost(project)}${httpsPort === 443 ? '' : `:${httpsPort}`}>`;
}

/** Where TLS ends, and which versions of it are spoken here. */
function served({ tls }: Facts): string {
  if (!endsTls(tls)) return 'TLS ends at the proxy in front, and nobody else may connect';
  return `The site is served over ${tls.profile === 'modern' ? 'TLS 1.3' : 'TLS 1.2 or newer'} only`;
}

function own(config: Traefik, facts: Facts): EdgeWords {
  const limit = config.bindAddress === '' ? '*Listen on* in the designer' : '`TRAEFIK_BIND_IP`';
  return {
    protects: `Only \`traefik\` publishes ports. ${served(facts)}, security headers on every answer from one place, a rate limit on \`/api\`, limits on sizes and times, unknown hosts get 404.`,
    publishes: `That is why only Traefik publishes ports. ${limit} limits it to one address`,
    plain: plain(config, facts),
    routers: '`traefik/traefik-config/dynamic.yml`',
  };
}

/** What documents say of this Traefik. */
export function words(config: Traefik, facts: Facts): EdgeWords {
  return isShared(config) ? SHARED : own(config, facts);
}
