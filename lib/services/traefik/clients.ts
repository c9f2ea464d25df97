import type { Facts } from '../../kit/facts';
import { frontRanges } from '../../kit/front';
import type { YamlValue } from '../../kit/yaml-file';

/** Only the proxies in front may connect; a middleware of every entry point. */
export const FROM_PROXY = 'from-proxy';

/**
 * Whom Traefik takes for the client. Behind proxies: the last address of X-Forwarded-For that is none of theirs, so that
 * what a client itself wrote before it counts for nothing. Else the address that the connection comes from.
 */
export function clientStrategy(facts: Facts): YamlValue {
  const front = frontRanges(facts);
  return front.length > 0 ? { excludedIPs: [...front] } : { depth: 0 };
}

/** The source of a limit by client; nothing where Traefik's own default, the connection, is right. */
export function sourceCriterion(facts: Facts): Record<string, YamlValue> {
  return frontRanges(facts).length > 0 ? { sourceCriterion: { ipStrategy: clientStrategy(facts) } } : {};
}

/** A list of client addresses that may pass. */
export function allowList(addresses: readonly string[], facts: Facts): YamlValue {
  return { ipAllowList: { sourceRange: [...addresses], ...(frontRanges(facts).length > 0 && { ipStrategy: clientStrategy(facts) }) } };
}

export function proxyMiddlewares(facts: Facts): Record<string, YamlValue> {
  const front = frontRanges(facts);
  return front.length > 0 ? { [FROM_PROXY]: { ipAllowList: { sourceRange: [...front] } } } : {};
}

/** What an entry point believes of whom, for the static file. */
export function forwardedHeaders(facts: Facts): YamlValue | undefined {
  const front = frontRanges(facts);
  // The applications skip the proxies that they know; the address of the last one would tell them nothing.
  return front.length > 0 ? { trustedIPs: [...front], notAppendXForwardedFor: true } : undefined;
}
