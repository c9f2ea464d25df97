import type { Facts } from '../../kit/facts';
import { frontRanges } from '../../kit/front';
import type { YamlValue } from '../../kit/yaml-file';

/** Only the proxies in front may connect; a middleware of every entry point. */
export const FROM_PROXY = 'from-proxy';

/**
 * Whom Traefik takes for the client behind proxies: the last address of X-Forwarded-For that is none of theirs, so that
 * what a client itself wrote before it counts for nothing.
 */
function clientStrategy(facts: Facts): YamlValue {
  return { excludedIPs: [...frontRanges(facts)] };
}

/** Bits that one subscriber has of an IPv6 address (RFC 6177): whoever counts single addresses counts nobody. */
const SUBSCRIBER6 = 64;

/** The source of a limit by client. Traefik knows networks only of a connection, not of X-Forwarded-For (3.7). */
export function sourceCriterion(facts: Facts): Record<string, YamlValue> {
  const isBehind = frontRanges(facts).length > 0;
  return { sourceCriterion: { ipStrategy: isBehind ? clientStrategy(facts) : { ipv6Subnet: SUBSCRIBER6 } } };
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
