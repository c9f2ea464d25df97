import type { Route } from '../../kit/capabilities';
import type { Context, RoutedTo } from '../../kit/service';
import { ref, text, type Text } from '../../kit/text';
import type { Traefik } from './schema';
import { siteEntryPoint, tlsLabels } from './tls';

// Explicit, because Traefik would otherwise rank routers by the length of their rule.
const PRIORITY = { unknownHost: 1, site: 10, away: 50, path: 100 } as const;

/** A router in Traefik's terms, independent of where it is written (labels or file). */
export interface Router {
  readonly rule: Text;
  readonly priority: number;
  readonly middlewares: readonly string[];
  readonly service: string;
}

const host = text`Host(\`${ref('WEBSITE_DOMAIN')}\`)`;

// `PathPrefix(/api)` alone would also match /apix.
function ruleFor({ route }: RoutedTo): Text {
  if (route.kind === 'site') return host;
  return text`${host} && (Path(\`${route.pathText}\`) || PathPrefix(\`${route.pathText}/\`))`;
}

function cspName({ route }: RoutedTo): string {
  if (route.csp !== undefined) return `csp-${route.id}`;
  return route.kind === 'api' ? 'csp-api' : 'csp-site';
}

/** Whether requests are counted: where everybody may come, or nobody knows how much it takes. */
export function isLimited({ kind }: Route): boolean {
  return kind === 'api' || kind === 'custom';
}

/** Middlewares of a route, in the order in which a request passes them. */
export function middlewaresOf(to: RoutedTo): string[] {
  const { route } = to;
  const headers = ['security-headers', cspName(to)];
  if (route.kind === 'site') return headers;
  return [
    ...headers,
    ...(isLimited(route) ? [`${route.id}-ratelimit`, `${route.id}-inflight`] : []),
    ...(route.guard?.allow ? [`${route.id}-allow`] : []),
    ...(route.guard?.basicAuth ? ['edge-auth'] : []),
    'body-limit',
    'gateway-errors',
    'once-more',
    'another-replica',
    ...(route.stripPath ? [`${route.id}-strip`] : []),
  ];
}

export function routerOf(to: RoutedTo): Router {
  return {
    rule: ruleFor(to),
    // Of two paths the longer one is asked first.
    priority: to.route.kind === 'site' ? PRIORITY.site : PRIORITY.path + to.route.path.length,
    middlewares: middlewaresOf(to),
    service: to.route.id,
  };
}

function awayMiddlewares({ route }: RoutedTo): string[] {
  const limit = isLimited(route) ? [`${route.id}-ratelimit`] : [];
  return ['security-headers', 'csp-api', ...limit, 'answer-503'];
}

/**
 * Routers that answer when nothing else does. Without them a stopped API would make `/api` fall through to the page,
 * because Traefik drops the routers of containers that are gone or unhealthy. Routers in the file always stay.
 */
export function fallbackRouters(routes: readonly RoutedTo[], config: Traefik, { observability }: Context): Record<string, Router> {
  const away = routes
    .filter(({ route }) => route.kind !== 'site' && !usesFilesOnly(config))
    .map((to) => [
      `${to.route.id}-away`,
      { rule: ruleFor(to), priority: PRIORITY.away, middlewares: awayMiddlewares(to), service: 'edge-pages' },
    ]);
  return {
    ...Object.fromEntries(away),
    ...(observability.metrics && {
      'metrics-outside': { rule: text`${host} && Path(\`/metrics\`)`, priority: PRIORITY.path, middlewares: ['security-headers', 'csp-api', 'answer-404'], service: 'edge-pages' },
    }),
    'unknown-host': {
      rule: 'PathPrefix(`/`)',
      priority: PRIORITY.unknownHost,
      middlewares: ['security-headers', 'csp-api', 'answer-404'],
      service: 'edge-pages',
    },
  };
}

/** The same router as labels of the container behind it; what it refers to lives in the file provider (`@file`). */
export function labelsFor(to: RoutedTo, context: Context): Record<string, Text> {
  const router = routerOf(to);
  const key = `traefik.http.routers.${to.route.id}`;
  return {
    [`${key}.rule`]: router.rule,
    [`${key}.entrypoints`]: siteEntryPoint(context),
    [`${key}.priority`]: String(router.priority),
    ...tlsLabels(context, key),
    [`${key}.middlewares`]: router.middlewares.map((name) => `${name}@file`).join(','),
    [`${key}.service`]: to.route.id,
    [`traefik.http.services.${to.route.id}.loadbalancer.server.port`]: to.route.portText,
  };
}

export function usesFilesOnly(config: Traefik): boolean {
  return config.socket === 'none';
}
