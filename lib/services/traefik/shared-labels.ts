import { sameJson } from '../../kit/same-json';
import type { Context, RoutedTo } from '../../kit/service';
import { ref, text, type Text } from '../../kit/text';
import { isInterpolated, type YamlValue } from '../../kit/yaml-file';
import { developmentPolicy } from './development';
import { middlewaresFor, routesOf } from './dynamic-config';
import { otherNames } from './domains';
import { fallbackRouters, routersOf, type Router } from './routers';
import type { Traefik } from './schema';

type Labels = Record<string, Text>;

/** The page's own service answers in its place: Docker tells of no service without its container. */
const PAGES = 'edge-pages';

/**
 * The 404 of a shared Traefik for names that nobody has is its own business. Errors that Traefik itself makes stay its
 * own: a page for them would make every route depend on the container of the site. `once-more` is newer than the
 * Traefik that a host may have, and one unknown label costs the whole container.
 */
const NOT_SHARED = { routers: ['unknown-host'], middlewares: ['gateway-errors', 'once-more'] };

/** Names on a shared Traefik are everybody's. Neither a route nor a middleware has a `_`, so two projects never meet. */
function named(name: string, { project }: Context): string {
  return name.endsWith('@internal') ? name : `${project.name}_${name}`;
}

/** A setting as labels: one for each value, lists with commas. */
function flattened(key: string, value: YamlValue | undefined): Labels {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object') return { [key]: String(value) };
  if (isInterpolated(value)) return { [key]: value };
  if (Array.isArray(value)) return { [key]: joined(value as readonly YamlValue[]) };
  return Object.assign({}, ...Object.entries(value).map(([name, each]) => flattened(`${key}.${name}`, each as YamlValue))) as Labels;
}

function joined(items: readonly YamlValue[]): Text {
  return items.reduce<Text>((all, each, index) => {
    const item: Text = typeof each === 'object' && each !== null && isInterpolated(each) ? each : String(each);
    return index === 0 ? item : text`${all},${item}`;
  }, '');
}

function routerLabels(name: string, router: Router, config: Traefik, context: Context, pages: string): Labels {
  const key = `traefik.http.routers.${named(name, context)}`;
  return {
    [`${key}.rule`]: router.rule,
    [`${key}.entrypoints`]: config.sharedEntryPoint,
    [`${key}.priority`]: String(router.priority),
    [`${key}.tls`]: 'true',
    ...(config.sharedResolver !== '' && { [`${key}.tls.certresolver`]: config.sharedResolver }),
    [`${key}.middlewares`]: router.middlewares.map((each) => named(each, context)).join(','),
    [`${key}.service`]: named(router.service === PAGES ? pages : router.service, context),
  };
}

function shared(router: Router): Router {
  return { ...router, middlewares: router.middlewares.filter((name) => !NOT_SHARED.middlewares.includes(name)) };
}

/** The routers that a container has labels for: its own; the page also has those that answer while others are away. */
function routersOn(routes: readonly RoutedTo[], config: Traefik, context: Context): Record<string, Router> {
  const own = Object.assign({}, ...routes.map((to) => routersOf(to, config))) as Record<string, Router>;
  const isSite = routes.some(({ route }) => route.kind === 'site');
  const all = { ...own, ...(isSite && { ...otherNames(context), ...fallbackRouters(routesOf(config, context), config, context) }) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !NOT_SHARED.routers.includes(name)).map(([name, router]) => [name, shared(router)]));
}

/**
 * Everything that a shared Traefik must know of a container, as its labels. Each container has all middlewares of its
 * routers, because those of another are gone with it; Traefik takes equal ones for the same.
 */
export function sharedLabels(routes: readonly RoutedTo[], config: Traefik, context: Context): Labels {
  const pages = routes.find(({ route }) => route.kind === 'site')?.route.id ?? '';
  const routers = Object.entries(routersOn(routes, config, context));
  const known = middlewaresFor(config, context);
  const used = [...new Set(routers.flatMap(([, { middlewares }]) => middlewares))];
  return Object.assign(
    { 'traefik.enable': 'true', 'traefik.docker.network': ref('TRAEFIK_DOCKER_NETWORK') },
    ...routers.map(([name, router]) => routerLabels(name, router, config, context, pages)),
    ...routes.map(({ route }) => ({ [`traefik.http.services.${named(route.id, context)}.loadbalancer.server.port`]: route.portText })),
    ...used.map((name) => flattened(`traefik.http.middlewares.${named(name, context)}`, known[name])),
  ) as Labels;
}

/** What is different while developing: the page's policy, on every container that has it, because equal names must be equal. */
export function sharedDevelopmentLabels(routes: readonly RoutedTo[], config: Traefik, context: Context): Labels {
  if (routes.length === 0) return {};
  const usual = sharedLabels(routes, config, context);
  const open = sharedLabels(routes, { ...config, csp: developmentPolicy(config.csp) }, context);
  return Object.fromEntries(Object.entries(open).filter(([key, value]) => !sameJson(value, usual[key])));
}
