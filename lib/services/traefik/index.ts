import { images } from '../../kit/images';
import { redirectedHosts } from '../../kit/project';
import { hasTraces } from '../../kit/observability';
import type { Facts } from '../../kit/facts';
import { ref } from '../../kit/text';
import { endsTls } from '../../kit/tls';
import { defineService, type Context, type PublicPorts, type RoutedTo } from '../../kit/service';
import type { Text } from '../../kit/text';
import { guarded } from './access';
import { certificateOmissions, ownTemplates } from './certificates';
import { compose } from './compose';
import { developmentConfig } from './development';
import { dynamicConfig } from './dynamic-config';
import { gaps } from './gaps';
import { maintenanceConfig } from './maintenance';
import { labelsFor, usesFilesOnly } from './routers';
import { rules } from './rules';
import { Traefik } from './schema';
import { isShared, sharedNetwork, sharedRouteRules } from './shared';
import { sharedDevelopmentLabels, sharedLabels } from './shared-labels';
import { staticConfig } from './static-config';
import { secrets, variables } from './variables';
import { words } from './words';

function guardedAll(routes: readonly RoutedTo[], config: Traefik): RoutedTo[] {
  return routes.map((each) => guarded(each, config));
}

function labelsOf(routes: readonly RoutedTo[], config: Traefik, context: Context): Record<string, Text> {
  if (routes.length === 0 || usesFilesOnly(config)) return {};
  const to = guardedAll(routes, config);
  if (isShared(config)) return sharedLabels(to, config, context);
  return Object.assign({ 'traefik.enable': 'true' }, ...to.map((each) => labelsFor(each, config, context))) as Record<string, Text>;
}

/** Behind a proxy that has the certificate there is one door, and the HTTPS port is the proxy's. */
function hostPorts({ httpPort, httpsPort }: Traefik, { tls }: Facts): string {
  return endsTls(tls) ? `${httpPort}, ${httpsPort}` : String(httpPort);
}

/** The README's words on what an own Traefik has and a shared one keeps to itself. */
function telemetrySections({ observability, ...facts }: Context, suffix: string): string[] {
  return [
    `request-id${suffix}`,
    ...(observability.metrics ? [`metrics${suffix}`] : []),
    ...(hasTraces({ observability, ...facts }) ? [`traces${suffix}`] : []),
  ];
}

function publicPorts(config: Traefik): PublicPorts {
  const { httpPort: http, httpsPort: https, http3, bindAddress } = config;
  return isShared(config) ? { https } : { http, https, ...(http3 && { udp: true }), ...(bindAddress !== '' && { address: bindAddress }) };
}

export const traefik = defineService({
  id: 'traefik',
  title: 'Traefik',
  role: 'The only entry: certificates, redirects, security headers and rate limits.',
  zone: 'edge',
  presence: 'required',
  icon: 'M12 3 4 6v5c0 5 3.4 8.6 8 10 4.6-1.4 8-5 8-10V6l-8-3ZM8.5 12l2.5 2.5 4.5-5',
  images: [images.traefik.name],
  schema: Traefik,
  rules,
  routeRules: sharedRouteRules,
  summary: (config, facts) => (isShared(config) ? `of the host · ${config.sharedNetwork}` : `${config.version} · ${hostPorts(config, facts)}`),
  offers: (config) => [{ capability: 'edge', port: config.httpsPort, portText: ref('TRAEFIK_HOST_PORT_TLS') }],
  publicPorts,
  secrets,
  variables,
  compose,
  files: (config, context) =>
    isShared(config)
      ? { omit: ownTemplates }
      : { omit: certificateOmissions(context), add: [staticConfig(config, context), dynamicConfig(config, context), developmentConfig(config, context), maintenanceConfig(context)] },
  edge: (config, context) => ({
    labels: (routes) => labelsOf(routes, config, context),
    words: words(config, context),
    ...(isShared(config) && { network: sharedNetwork, developmentLabels: (routes) => sharedDevelopmentLabels(guardedAll(routes, config), config, context) }),
  }),
  readmeSections: (config, context) => [
    ...(isShared(config) ? [] : [`socket-${config.socket}`]),
    ...(redirectedHosts(context.project).length > 0 ? ['other-names'] : []),
    ...(context.project.inFront === 'none' ? [] : ['front']),
    ...telemetrySections(context, isShared(config) ? '-shared' : ''),
  ],
  gaps,
  readme: (config) =>
    config.dashboard === 'none'
      ? []
      : [{ title: 'Traefik dashboard', address: '/traefik/dashboard/', note: 'For the addresses and users that the design allows.' }],
});
