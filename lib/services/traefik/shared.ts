import type { Route } from '../../kit/capabilities';
import type { Facts } from '../../kit/facts';
import { setTo, type Step } from '../../kit/remedy';
import type { ExternalNetwork, Violation } from '../../kit/service';
import { ref } from '../../kit/text';
import type { Variable } from '../../kit/variable';
import type { Traefik } from './schema';

/** Whether the Traefik is the host's, and this stack has no container of it. */
export function isShared({ entry }: Traefik): boolean {
  return entry === 'shared';
}

/** Where the shared Traefik reaches the containers. It has to be there before the stack starts. */
export const sharedNetwork: ExternalNetwork = {
  id: 'edge-shared',
  name: ref('TRAEFIK_DOCKER_NETWORK'),
  note: "The network of the host's Traefik: made outside of this stack, and others are on it too. Only what has a route is.",
};

/** What only an own Traefik can do is refused where silence would hide that it is missing. */
export function sharedRules(config: Traefik, { tls, project }: Facts): Violation[] {
  const violation = (rule: string, field: string, message: string, ...steps: Step[]): Violation => ({ rule, field, message, remedies: [steps] });
  return [
    ...(tls.mode === 'local' ? [] : [violation('shared-tls', 'entry', `TLS ends at the shared Traefik, with its certificates: set the mode of TLS from ${tls.mode} to local, which is then not used`, setTo('mode', 'local', 'tls'))]),
    ...(project.inFront === 'none' ? [] : [violation('shared-front', 'entry', 'Which proxies in front are believed is a setting of the shared Traefik: set "In front of it" to nobody, and name them there', setTo('inFront', 'none', 'project'))]),
    ...(config.dashboard === 'none' ? [] : [violation('shared-dashboard', 'dashboard', 'The dashboard is that of the shared Traefik and shows every stack of the host: expose it there, or not at all', setTo('dashboard', 'none'))]),
    ...(config.http3 ? [violation('shared-http3', 'http3', 'HTTP/3 is a setting of the entry point, which is the shared Traefik\'s: switch it on there', setTo('http3', false))] : []),
  ];
}

/** A label is no file: with secrets in files there is no place for the hash that a shared Traefik would read. */
export function sharedRouteRules(config: Traefik, { hardening }: Facts, routes: readonly Route[]): Violation[] {
  if (!isShared(config) || hardening.secrets !== 'files') return [];
  const guarded = routes.filter(({ guard }) => guard?.basicAuth).map(({ path }) => path);
  if (guarded.length === 0) return [];
  return [{ rule: 'shared-password', field: 'entry', message: `A shared Traefik reads the password in front of ${guarded.join(', ')} from a label, never from a file: keep secrets in .env, or use an allowlist`, remedies: [[setTo('secrets', 'env', 'hardening')]] }];
}

export function sharedVariables(config: Traefik): Variable[] {
  return [{ name: 'TRAEFIK_DOCKER_NETWORK', comment: "Network of the host's Traefik, on which it reaches the containers. It is not made by this stack.", value: config.sharedNetwork }];
}
