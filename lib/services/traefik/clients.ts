import type { Facts } from '../../kit/facts';
import type { YamlValue } from '../../kit/yaml-file';

/**
 * Whom Traefik takes for the client. Behind a proxy: the last address of X-Forwarded-For that is not the proxy's, so
 * that what a client itself wrote there counts for nothing. Else the address that the connection comes from.
 */
export function clientStrategy({ tls }: Facts): YamlValue {
  return tls.mode === 'behind-proxy' ? { excludedIPs: [...tls.trustedProxies] } : { depth: 0 };
}

/** A list of client addresses that may pass. */
export function allowList(addresses: readonly string[], facts: Facts): YamlValue {
  return { ipAllowList: { sourceRange: [...addresses], ...(facts.tls.mode === 'behind-proxy' && { ipStrategy: clientStrategy(facts) }) } };
}

/** Middlewares of the one entry point behind a proxy: nobody else may connect to it. */
export const FROM_PROXY = 'from-proxy';

export function proxyMiddlewares({ tls }: Facts): Record<string, YamlValue> {
  return tls.mode === 'behind-proxy' ? { [FROM_PROXY]: { ipAllowList: { sourceRange: [...tls.trustedProxies] } } } : {};
}

/** What the entry point believes of whom, for the static file. */
export function forwardedHeaders({ tls }: Facts): YamlValue | undefined {
  // The applications take the last address that they get for the client: it must not be the proxy's own.
  return tls.mode === 'behind-proxy' ? { trustedIPs: [...tls.trustedProxies], notAppendXForwardedFor: true } : undefined;
}
