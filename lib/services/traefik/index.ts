import { redirectedHosts } from '../../kit/project';
import { hasTraces } from '../../kit/observability';
import { ref } from '../../kit/text';
import { defineService } from '../../kit/service';
import { guarded } from './access';
import { certificateOmissions } from './certificates';
import { compose } from './compose';
import { developmentConfig } from './development';
import { dynamicConfig } from './dynamic-config';
import { gaps } from './gaps';
import { maintenanceConfig } from './maintenance';
import { labelsFor, usesFilesOnly } from './routers';
import { rules } from './rules';
import { Traefik } from './schema';
import { staticConfig } from './static-config';
import { secrets, variables } from './variables';

export const traefik = defineService({
  id: 'traefik',
  title: 'Traefik',
  role: 'The only entry: certificates, redirects, security headers and rate limits.',
  zone: 'edge',
  presence: 'required',
  icon: 'M12 3 4 6v5c0 5 3.4 8.6 8 10 4.6-1.4 8-5 8-10V6l-8-3ZM8.5 12l2.5 2.5 4.5-5',
  schema: Traefik,
  rules,
  summary: (config) => `${config.version} · ${config.httpPort}, ${config.httpsPort}`,
  offers: (config) => [{ capability: 'edge', port: config.httpsPort, portText: ref('TRAEFIK_HOST_PORT_TLS') }],
  publicPorts: (config) => ({ http: config.httpPort, https: config.httpsPort }),
  secrets,
  variables,
  compose,
  files: (config, context) => ({
    omit: certificateOmissions(context),
    add: [staticConfig(config, context), dynamicConfig(config, context), developmentConfig(config, context), maintenanceConfig(context)],
  }),
  edge: (config, context) => ({
    labels: (routes) =>
      usesFilesOnly(config) || routes.length === 0
        ? {}
        : Object.assign({ 'traefik.enable': 'true' }, ...routes.map((to) => labelsFor(guarded(to, config), config, context))),
  }),
  readmeSections: (config, context) => [
    `socket-${config.socket}`,
    ...(redirectedHosts(context.project).length > 0 ? ['other-names'] : []),
    ...(context.project.inFront === 'none' ? [] : ['front']),
    'request-id',
    ...(context.observability.metrics ? ['metrics'] : []),
    ...(hasTraces(context) ? ['traces'] : []),
  ],
  gaps,
  readme: (config) =>
    config.dashboard === 'none'
      ? []
      : [{ title: 'Traefik dashboard', address: '/traefik/dashboard/', note: 'For the addresses and users that the design allows.' }],
});
