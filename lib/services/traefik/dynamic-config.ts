import type { Guard } from '../../kit/capabilities';
import type { Context, RoutedTo } from '../../kit/service';
import { frontRanges } from '../../kit/front';
import { oncePerPair } from '../../kit/remembered';
import { ref, text } from '../../kit/text';
import { endsTls } from '../../kit/tls';
import type { YamlFile, YamlValue } from '../../kit/yaml-file';
import { guardOf } from '../../kit/values';
import { guarded } from './access';
import { allowList, proxyMiddlewares } from './clients';
import { domainMiddlewares, otherNames, otherNamesTls } from './domains';
import { API_CSP, contentSecurityPolicy, securityHeaders, sitePolicy } from './headers';
import { bodyLimit, clientLimits, compression, loginLimit, passwordLimit } from './limits';
import { behindPassword, fallbackRouters, isLimited, routersOf, usesFilesOnly, type Router } from './routers';
import type { Traefik } from './schema';
import { isShared } from './shared';
import { plainTlsOf, siteEntryPoint, tlsOf, tlsOptions } from './tls';

type Entries = Record<string, YamlValue>;

/** start.sh writes TRAEFIK_USER there, so that neither this file nor the dashboard's API shows the hash. */
const USERS_FILE = '/tmp/users';

/** A shared Traefik has no file of ours: its labels have the hash, from `.env`. */
function basicAuth(config: Traefik): YamlValue {
  const users = isShared(config) ? { users: ref('TRAEFIK_USER') } : { usersFile: USERS_FILE };
  return { basicAuth: { ...users, realm: 'Administration', removeHeader: true } };
}

/** Routes that are forwarded, with the service behind each. */
export function routesOf(config: Traefik, context: Context): RoutedTo[] {
  return context.outgoing.flatMap(({ to, route }) => (route ? [guarded({ service: to, route }, config)] : []));
}

function fileRouter(router: Router, context: Context, tls = tlsOf(context)): YamlValue {
  return { rule: router.rule, entryPoints: [siteEntryPoint(context)], priority: router.priority, middlewares: [...router.middlewares], service: router.service, tls };
}

function backend({ service, route }: RoutedTo): YamlValue {
  return { loadBalancer: { servers: [{ url: text`http://${service}:${route.portText}` }] } };
}

function routeMiddlewares(routes: readonly RoutedTo[], config: Traefik, context: Context): Entries {
  const entries: Entries = {};
  for (const to of routes) {
    const { route } = to;
    if (route.csp !== undefined) entries[`csp-${route.id}`] = contentSecurityPolicy(route.csp);
    if (route.guard?.allow) entries[`${route.id}-allow`] = allowList(route.guard.allow, context);
    if (route.stripPath) entries[`${route.id}-strip`] = { stripPrefix: { prefixes: [route.pathText] } };
    if (isLimited(route)) Object.assign(entries, clientLimits(to, config, context));
  }
  return entries;
}

function dashboardGuard(config: Traefik): Guard {
  return guardOf(config.dashboard, config.dashboardAllow);
}

/** Whether anything of this design stands behind the one user of basic authentication. */
export function asksForPassword(routes: readonly RoutedTo[], config: Traefik): boolean {
  return dashboardGuard(config).basicAuth || routes.some(({ route }) => route.guard?.basicAuth);
}

function middlewares(routes: readonly RoutedTo[], config: Traefik, context: Context): Entries {
  const httpsPort = endsTls(context.tls) ? ref('TRAEFIK_HOST_PORT_TLS') : String(config.httpsPort);
  return {
    ...proxyMiddlewares(context),
    ...domainMiddlewares(context),
    'security-headers': securityHeaders(config),
    'csp-site': sitePolicy(config.csp),
    'csp-api': contentSecurityPolicy(API_CSP),
    ...(config.redirect && {
      'https-redirect': { redirectScheme: { scheme: 'https', port: httpsPort, permanent: true } },
    }),
    ...routeMiddlewares(routes, config, context),
    ...(config.dashboard !== 'none' && dashboardMiddlewares(config, context)),
    ...(asksForPassword(routes, config) && { ...passwordLimit(context), 'edge-auth': basicAuth(config) }),
    'body-limit': bodyLimit(),
    ...loginLimit(config, context),
    ...compression(config),
    'gateway-errors': { errors: { status: ['502', '504'], service: 'edge-pages', query: '/.edge/{status}' } },
    ...retries(config),
    'answer-404': { replacePath: { path: '/.edge/404' } },
    ...(!usesFilesOnly(config) && { 'answer-503': { replacePath: { path: '/.edge/503' } } }),
  };
}

/** All middlewares of a design, by name. */
export function middlewaresFor(config: Traefik, context: Context): Entries {
  return middlewares(routesOf(config, context), config, context);
}

function retries(config: Traefik): Entries {
  return {
    'once-more': { retry: { attempts: 2, status: ['502'], disableRetryOnNetworkError: true } },
    // Nothing of the request was sent by then, so this is safe for every method. By file there is one name for all replicas, and dialling tries each of its addresses by itself. A shared Traefik may take seconds to give an address up.
    'another-replica': { retry: { attempts: usesFilesOnly(config) || isShared(config) ? 3 : 10, initialInterval: '20ms' } },
  };
}

function dashboardMiddlewares(config: Traefik, context: Context): Entries {
  const { allow } = dashboardGuard(config);
  return {
    'csp-dashboard': contentSecurityPolicy("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; object-src 'none'"),
    ...(allow && { 'dashboard-allow': allowList(allow, context) }),
  };
}

function dashboardRouter(config: Traefik, context: Context): Entries {
  const names = ['security-headers', 'csp-dashboard'];
  const { allow, basicAuth } = dashboardGuard(config);
  if (allow) names.push('dashboard-allow');
  if (basicAuth) names.push(...behindPassword());
  const rule = text`Host(\`${ref('WEBSITE_DOMAIN')}\`) && PathPrefix(\`/traefik/\`)`;
  return { dashboard: fileRouter({ rule, priority: 100, middlewares: names, service: 'api@internal' }, context) };
}

/** What is answered without TLS: a redirect, or that nothing is there. A proxy that opens TLS connects there itself. */
function plainHttp(config: Traefik, context: Context): Entries {
  const behindProxy = !endsTls(context.tls);
  const rule = behindProxy ? 'PathPrefix(`/`) && !Header(`X-Forwarded-Proto`, `https`)' : 'PathPrefix(`/`)';
  const entry = { rule, entryPoints: ['web'], priority: behindProxy ? 1000 : 1 };
  if (config.redirect) return { 'http-redirect': { ...entry, middlewares: ['security-headers', 'https-redirect'], service: 'noop@internal' } };
  return behindProxy ? {} : { 'http-closed': { ...entry, middlewares: ['security-headers', 'csp-api', 'answer-404'], service: 'edge-pages' } };
}

function routers(routes: readonly RoutedTo[], config: Traefik, context: Context): Entries {
  const fallbacks = Object.entries(fallbackRouters(routes, config, context)).map(([name, router]) => [
    name,
    // An unknown host must not make Traefik ask for a certificate.
    fileRouter(router, context, name === 'unknown-host' ? plainTlsOf(context) : tlsOf(context)),
  ]);
  const names = Object.entries(otherNames(context)).map(([name, router]) => [name, fileRouter(router, context, otherNamesTls(context))]);
  return {
    ...plainHttp(config, context),
    ...(usesFilesOnly(config) && Object.fromEntries(routes.flatMap((to) => Object.entries(routersOf(to, config))).map(([name, router]) => [name, fileRouter(router, context)]))),
    ...(config.dashboard !== 'none' && dashboardRouter(config, context)),
    ...Object.fromEntries(names),
    ...Object.fromEntries(fallbacks),
  };
}

function services(routes: readonly RoutedTo[], config: Traefik): Entries {
  const site = routes.find(({ route }) => route.kind === 'site');
  return {
    ...(usesFilesOnly(config) && Object.fromEntries(routes.map((to) => [to.route.id, backend(to)]))),
    ...(site && { 'edge-pages': backend(site) }),
  };
}

/** `traefik/traefik-config/dynamic.yml`: what Traefik reloads while it runs. */
export const dynamicConfig = oncePerPair((config: Traefik, context: Context): YamlFile => {
  const routes = routesOf(config, context);
  return {
    kind: 'yaml',
    path: 'traefik/traefik-config/dynamic.yml',
    references: 'go-template',
    head: `Traefik's dynamic configuration: reloaded when this file changes, no restart needed.
${usesFilesOnly(config) ? 'All routers are here: this design gives Traefik no access to Docker.' : 'Routers and services of the containers are labels in local.docker.yml; what they share is here, as name@file.'}
{{ env "…" }} is filled in from the environment of the traefik container, which comes from .env.`,
    data: {
      http: { routers: routers(routes, config, context), services: services(routes, config), middlewares: middlewares(routes, config, context) },
      tls: tlsOptions(context),
    },
    notes: {
      'http.middlewares.from-proxy': 'Who may connect at all: the proxies in front. Every entry point asks it first.',
      'http.routers.http-redirect': 'Every plain request goes to the same address with https, on the host port that .env names.',
      'http.routers.other-names': 'Names that lead to the one that everything is bound to.',
      'http.middlewares.canonical-host': 'To the same path and query of PUBLIC_ORIGIN, for good.',
      'http.routers.http-closed': 'Plain HTTP is not served: the same 404 as elsewhere, with the security headers.',
      'http.routers.dashboard': 'Traefik shows its dashboard itself; nothing else is behind this router.',
      'http.routers.api-away': "Traefik drops a container's router while the container is gone or not healthy. Without a stand-in of lower\npriority, the page would answer in its place.",
      'http.routers.metrics-outside': 'The page would answer here, and a scraper of the wrong address would not notice.',
      'http.routers.unknown-host': 'Anything that no other router wants, such as a request by address instead of name.',
      'http.services.edge-pages': 'Small JSON answers for errors, served by the container of the page. Named by address, so that it exists\neven while Docker has not reported that container yet.',
      'http.middlewares.security-headers': 'On every response, whoever wrote it; Traefik is the one owner of these headers.',
      'http.middlewares.csp-site': 'What the page may load and run.',
      'http.middlewares.csp-django-admin': 'Its widgets need inline styles; scripts come as files.',
      'http.middlewares.csp-pgadmin': 'pgAdmin is built with inline and evaluated scripts; only its own path may run them.',
      'http.middlewares.api-ratelimit': 'For each client address: average requests in a second, and how many may come at once before that counts.',
      'http.middlewares.api-inflight': `Requests of one client at a time. ${frontRanges(context).length === 0 ? 'Of IPv6, a network of 64 bits is one client.' : 'Addresses of the proxy are passed over.'}`,
      'http.middlewares.login-ratelimit': 'Stricter, where passwords are tried and accounts made.',
      'http.middlewares.password-ratelimit': 'How often one client may try the password, over all pages that ask for it: a page with all that it loads, then ten a second.',
      'http.middlewares.site-compress': 'The page only. Answers of the API and of admins may have secrets beside what a stranger typed (BREACH).',
      'http.middlewares.csp-api': 'For JSON and errors: nothing in them may load or run anything.',
      'http.middlewares.edge-auth': 'start.sh writes TRAEFIK_USER (name:bcrypt) there. The header is not passed on to the application.',
      'http.middlewares.body-limit': 'Bytes. The API and Django refuse more than that too.',
      'http.middlewares.gateway-errors': '502 and 504 as JSON. 503 is left alone: the API explains that one itself.',
      'http.middlewares.once-more': 'A connection that breaks under a request: methods that change nothing twice are asked again, once.',
      'http.middlewares.another-replica': 'A replica that is just stopping refuses connections, a moment before Docker says so: the next one is asked.',
      'tls.options.default': `Mozilla's ${context.tls.profile} profile. Named default, so that routers with a certificate resolver keep it.`,
      'tls.stores': "Made by traefik-certificates; scripts/trust-ca lets this machine's browsers believe it.",
      'tls.certificates': 'Your files in certificates/. After a change: touch this file, and Traefik reads them again.',
      'tls.options.default.sniStrict': 'Without the right name there is no certificate to see.',
    },
  };
});
