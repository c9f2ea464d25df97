import { redirectedHosts } from '../../kit/project';
import type { Facts } from '../../kit/facts';
import { ref, text, type Text } from '../../kit/text';
import type { YamlValue } from '../../kit/yaml-file';
import { acmeMode } from '../../kit/tls';
import type { Router } from './routers';
import { tlsOf } from './tls';

/** Above the page and below every path, though no name is shared with them. */
const PRIORITY = 20;

/** Host names that only redirect; `www.` follows the variable when its owner changes that. */
function redirected({ project }: Facts): Text[] {
  const names = redirectedHosts(project);
  return project.www === 'to-apex' ? [text`www.${ref('WEBSITE_DOMAIN')}`, ...names.slice(1)] : names;
}

function joined(texts: readonly Text[], between: string): Text {
  return texts.reduce((all, each, index) => (index === 0 ? each : text`${all}${between}${each}`), '');
}

/** Every name that the certificate must cover, the canonical one first, with commas. */
export function certificateNames(facts: Facts): Text {
  return joined([ref('WEBSITE_DOMAIN'), ...redirected(facts)], ',');
}

/** The router of the names that lead to the canonical one. */
export function otherNames(facts: Facts): Record<string, Router> {
  const hosts = redirected(facts).map((host) => text`Host(\`${host}\`)`);
  if (hosts.length === 0) return {};
  return {
    'other-names': { rule: joined(hosts, ' || '), priority: PRIORITY, middlewares: ['security-headers', 'csp-api', 'canonical-host'], service: 'noop@internal' },
  };
}

/** A certificate for these names, which a wildcard of the canonical one would not cover. */
export function otherNamesTls(facts: Facts): YamlValue | undefined {
  const resolver = acmeMode(facts.tls);
  return resolver ? { certResolver: resolver } : tlsOf(facts);
}

/** Path and query stay; the port is that of the origin. GET gets 301, everything else 308, so that no body is lost. */
export function domainMiddlewares({ project }: Facts): Record<string, YamlValue> {
  if (redirectedHosts(project).length === 0) return {};
  return { 'canonical-host': { redirectRegex: { regex: '^https?://[^/]+(.*)$', replacement: text`${ref('PUBLIC_ORIGIN')}\${1}`, permanent: true } } };
}
