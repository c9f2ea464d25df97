import type { Route } from '../../kit/capabilities';
import type { Context, RoutedTo } from '../../kit/service';
import { ref, text, type Text } from '../../kit/text';
import type { Traefik } from './schema';
import { PASSWORD_LIMIT } from './limits';
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

/** Tries are counted before the password is looked at, where nothing else counts. */
export function behindPassword(counted = false): string[] {
  return counted ? ['edge-auth'] : [PASSWORD_LIMIT, 'edge-auth'];
}

/** Middlewares of a route, in the order in which a request passes them. */
export function middlewaresOf(to: RoutedTo, config: Traefik): string[] {
  const { route } = to;
  const first = ['security-headers', cspName(to), ...(route.guard?.allow ? [`${route.id}-allow`] : [])];
  if (route.kind === 'site') return [...first, ...(config.compress ? ['site-compress'] : [])];
  return [
    ...first,
    ...(isLimited(route) ? [`${route.id}-ratelimit`, `${route.id}-inflight`] : []),
    ...(route.guard?.basicAuth ? behindPassword(isLimited(route)) : []),
    'body-limit',
    'gateway-errors',
    'once-more',
    'another-replica',
    ...(route.stripPath ? [`${route.id}-strip`] : []),
  ];
}

export function routerOf(to: RoutedTo, config: Traefik): Router {
  return {
    rule: ruleFor(to),
    // Of two paths the longer one is asked first.
    priority: to.route.kind === 'site' ? PRIORITY.site : PRIORITY.path + to.route.path.length,
    middlewares: middlewaresOf(to, config),
    service: to.route.id,
  };
}

/** Where passwords are tried and accounts made, if that has a limit of its own. */
function loginRouter(to: RoutedTo, config: Traefik, { middlewares, priority, service }: Router): Record<string, Router> {
  const { id, kind, csp, pathText } = to.route;
  // The API's documentation is a route of the same kind, with a policy of its own.
  if (config.loginAverage === 0 || kind !== 'api' || csp !== undefined) return {};
  const rule = text`${host} && (Path(\`${pathText}/auth/login\`) || Path(\`${pathText}/auth/register\`))`;
  const at = middlewares.indexOf(`${id}-ratelimit`);
  return { [`${id}-login`]: { rule, priority: priority + 1, middlewares: middlewares.toSpliced(at, 0, 'login-ratelimit'), service } };
}

/** All routers of one route, by name. */
export function routersOf(to: RoutedTo, config: Traefik): Record<string, Router> {
  const router = routerOf(to, config);
  return { [to.route.id]: router, ...loginRouter(to, config, router) };
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

function routerLabels(name: string, router: Router, context: Context): Record<string, Text> {
  const key = `traefik.http.routers.${name}`;
  return {
    [`${key}.rule`]: router.rule,
    [`${key}.entrypoints`]: siteEntryPoint(context),
    [`${key}.priority`]: String(router.priority),
    ...tlsLabels(context, key),
    [`${key}.middlewares`]: router.middlewares.map((each) => `${each}@file`).join(','),
    [`${key}.service`]: router.service,
  };
}

/** The same routers as labels of the container behind them; what they refer to lives in the file provider (`@file`). */
export function labelsFor(to: RoutedTo, config: Traefik, context: Context): Record<string, Text> {
  const routers = Object.entries(routersOf(to, config)).map(([name, router]) => routerLabels(name, router, context));
  return Object.assign({}, ...routers, { [`traefik.http.services.${to.route.id}.loadbalancer.server.port`]: to.route.portText }) as Record<string, Text>;
}

export function usesFilesOnly(config: Traefik): boolean {
  return config.entry === 'own' && config.socket === 'none';
}
