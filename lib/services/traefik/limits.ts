import type { RoutedTo } from '../../kit/service';
import type { Facts } from '../../kit/facts';
import { ref } from '../../kit/text';
import type { Variable } from '../../kit/variable';
import type { YamlValue } from '../../kit/yaml-file';
import { sourceCriterion } from './clients';
import type { Traefik } from './schema';

/** Name of the middleware that stands before a password. */
export const PASSWORD_LIMIT = 'password-ratelimit';

const seconds = (count: number) => `${count}s`;

/** For each client: how many requests, and how many of them at a time. */
export function clientLimits({ route }: RoutedTo, config: Traefik, facts: Facts): Record<string, YamlValue> {
  return {
    [`${route.id}-ratelimit`]: { rateLimit: { average: config.rateAverage, burst: config.rateBurst, period: '1s', ...sourceCriterion(facts) } },
    [`${route.id}-inflight`]: { inFlightReq: { amount: config.inFlight, ...sourceCriterion(facts) } },
  };
}

/** One every few seconds, and as many at once as a person who mistypes needs. */
export function loginLimit(config: Traefik, facts: Facts): Record<string, YamlValue> {
  if (config.loginAverage === 0) return {};
  const burst = Math.max(1, Math.min(10, config.loginAverage));
  return { 'login-ratelimit': { rateLimit: { average: config.loginAverage, burst, period: '1m', ...sourceCriterion(facts) } } };
}

/** A page of pgAdmin with all that it loads at once, then ten a second: each try costs a hash that is slow on purpose. */
const PASSWORD_TRIES = { average: 10, burst: 100, period: '1s' } as const;

/** For each client, over all pages behind the one password. */
export function passwordLimit(facts: Facts): Record<string, YamlValue> {
  return { [PASSWORD_LIMIT]: { rateLimit: { ...PASSWORD_TRIES, ...sourceCriterion(facts) } } };
}

export function bodyLimit(): YamlValue {
  return { buffering: { maxRequestBodyBytes: ref('MAX_BODY_BYTES'), memRequestBodyBytes: ref('MAX_BODY_BYTES') } };
}

export function limitVariables(config: Traefik): Variable[] {
  return [{ name: 'MAX_BODY_BYTES', comment: 'Largest body of a request: for Traefik, the API and Django.', value: String(config.bodyLimit * 1024) }];
}

export function respondingTimeouts(config: Traefik): YamlValue {
  return { readTimeout: seconds(config.readTimeout), writeTimeout: seconds(config.writeTimeout), idleTimeout: seconds(config.idleTimeout) };
}

/** Seconds for a container to begin its answer, however much a client may be given for all of it. */
const BEGIN = 20;

/**
 * How long Traefik waits for the head of an answer. Less than a client gets for all of it: past `writeTimeout` nothing
 * reaches the client any more, not even the 504 that says why.
 */
export function answerBegins({ writeTimeout }: Traefik): string {
  const milliseconds = Math.min(BEGIN * 1000, writeTimeout * 800);
  return milliseconds % 1000 === 0 ? seconds(milliseconds / 1000) : `${milliseconds}ms`;
}

/** Only the page is compressed: it is the same for everybody and has no secret. */
export function compression(config: Traefik): Record<string, YamlValue> {
  return config.compress ? { 'site-compress': { compress: { minResponseBodyBytes: 1024 } } } : {};
}
