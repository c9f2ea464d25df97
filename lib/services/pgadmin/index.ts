import * as z from 'zod';
import { defaultTag, images } from '../../kit/images';
import { openAllowlist } from '../../kit/cidr';
import type { Context } from '../../kit/service';
import { defineService } from '../../kit/service';
import { ref } from '../../kit/text';
import { AddressList, ContainerPort, EMAIL, emptyAllowlist, exposureLabels, exposures, guardOf } from '../../kit/values';
import { secret } from '../../kit/variable';

export const Pgadmin = z.strictObject({
  version: z.enum(images.pgadmin.tags).default(defaultTag(images.pgadmin)).meta({ title: 'Version', description: 'Tag of the official image.', section: 'Run' }),
  port: ContainerPort.default(5050).meta({ title: 'Port', description: 'Inside the network.', variable: 'PGADMIN_LISTEN_PORT', section: 'Run' }),
  email: z
    .string()
    .regex(EMAIL, { error: 'Use an e-mail address such as dba@example.com' })
    .refine((value) => !/\.(local|localhost|test|invalid|example)$/i.test(value), { error: 'pgAdmin refuses addresses of special domains such as .local or .test' })
    .default('dba@example.com')
    .meta({ title: 'E-mail to log in with', description: 'Of the first user; the password is made at export.', variable: 'PGADMIN_DEFAULT_EMAIL', section: 'Access' }),
  exposure: z.enum(exposures).default('none').meta({
    title: 'From outside', description: 'At /pgadmin. Not routed: only inside the network.', labels: exposureLabels, widget: 'segmented', section: 'Access',
  }),
  allow: AddressList.default([]).meta({
    title: 'Allowed addresses', description: 'Addresses or ranges, IPv4 or IPv6.', placeholder: '203.0.113.7',
    visibleWhen: { field: 'exposure', in: ['allowlist', 'both'] }, section: 'Access',
  }),
});
export type Pgadmin = z.infer<typeof Pgadmin>;

// pgAdmin builds its panels with inline scripts and evaluated code; the exception is confined to its own path.
const PGADMIN_CSP =
  "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

function servers(context: Context) {
  return context.outgoing.flatMap(({ to, capability, offer }) =>
    capability === 'sql' && offer ? [{ host: to, offer }] : [],
  );
}

export const pgadmin = defineService({
  id: 'pgadmin',
  title: 'pgAdmin',
  role: 'A window into the database for people who administer it.',
  zone: 'data',
  presence: 'preselected',
  icon: 'M4 4h16v12H4zM9 20h6M12 16v4M8 10h.01M12 10h.01M16 10h.01',
  images: [images.pgadmin.name],
  schema: Pgadmin,
  rules: (config) => [...emptyAllowlist('allow', config.exposure, config.allow), ...openAllowlist('allow', config.allow)],
  summary: (config) => `pgadmin4:${config.version} · ${config.port}`,
  needs: () => [{ capability: 'sql', active: true }],
  routes: (config) => [
    {
      id: 'pgadmin',
      kind: 'admin',
      path: '/pgadmin',
      pathText: '/pgadmin',
      port: config.port,
      portText: ref('PGADMIN_LISTEN_PORT'),
      active: config.exposure !== 'none',
      toggle: { field: 'exposure', on: 'basic-auth', off: 'none' },
      guard: guardOf(config.exposure, config.allow),
      csp: PGADMIN_CSP,
    },
  ],
  secrets: () => [{ kind: 'random', name: 'PGADMIN_DEFAULT_PASSWORD', length: 24, title: 'Password of the first pgAdmin user', change: 'Read at the first start only. In a pgAdmin that has its volume already, change it inside pgAdmin.' }],
  variables: (config) => [
    { name: 'DEVELOPMENT_PGADMIN_PORT', comment: 'On 127.0.0.1, with development.docker.yml only.', value: '5050', ownersChoice: true },
    { name: 'PGADMIN_LISTEN_PORT', comment: 'Port inside the network.', value: String(config.port) },
    { name: 'PGADMIN_DEFAULT_EMAIL', comment: 'Log in to pgAdmin with it. Read at the first start only.', value: config.email },
    { name: 'PGADMIN_DEFAULT_PASSWORD', comment: 'Read at the first start only; later change it inside pgAdmin.', value: secret('PGADMIN_DEFAULT_PASSWORD') },
  ],
  compose: (config, context) => ({
    service: {
      image: `${images.pgadmin.name}:${config.version}`,
      containerName: { parts: [{ variable: 'COMPOSE_PROJECT_NAME' }, '_pgadmin'] },
      user: '5050:5050',
      environment: {
        PGADMIN_DEFAULT_EMAIL: ref('PGADMIN_DEFAULT_EMAIL'),
        PGADMIN_DEFAULT_PASSWORD: ref('PGADMIN_DEFAULT_PASSWORD'),
        PGADMIN_LISTEN_PORT: ref('PGADMIN_LISTEN_PORT'),
        PGADMIN_DISABLE_POSTFIX: 'true',
        PGADMIN_CONFIG_UPGRADE_CHECK_ENABLED: 'False',
        PGADMIN_CONFIG_SHOW_GRAVATAR_IMAGE: 'False',
        PGADMIN_CONFIG_ENHANCED_COOKIE_PROTECTION: 'True',
        PGADMIN_CONFIG_SESSION_COOKIE_SECURE: context.incoming.some(({ route }) => route) ? 'True' : 'False',
        ...(config.exposure !== 'none' && { SCRIPT_NAME: '/pgadmin' }),
      },
      mounts: [
        { kind: 'volume', source: 'pgadmin-data', target: '/var/lib/pgadmin' },
        { kind: 'bind', source: './pgadmin/servers.json', target: '/pgadmin4/servers.json', readOnly: true },
      ],
      tmpfs: [{ path: '/tmp', sizeMb: 64, uid: 5050 }],
      healthcheck: {
        test: ['CMD', 'python3', '-c', `import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PGADMIN_LISTEN_PORT'] + os.environ.get('SCRIPT_NAME', '') + '/misc/ping', timeout=4)`],
        intervalSeconds: 30, timeoutSeconds: 10, startPeriodSeconds: 120,
      },
      resources: { memoryMb: 512, cpus: 0.5, pids: 128 },
      stopGraceSeconds: 10,
      note: config.exposure === 'none' ? 'Not routed: see the README for how to open it from your own machine.' : 'Routed at /pgadmin, behind what the labels say.',
    },
    development: {
      pgadmin: {
        ports: [{ address: '127.0.0.1', host: ref('DEVELOPMENT_PGADMIN_PORT'), container: ref('PGADMIN_LISTEN_PORT') }],
        shows: `pgAdmin, \`http://localhost:5050${config.exposure === 'none' ? '' : '/pgadmin/'}\``,
      },
    },
  }),
  files: (_config, context) => ({
    add: [
      {
        kind: 'json',
        path: 'pgadmin/servers.json',
        data: {
          Servers: Object.fromEntries(
            servers(context).map(({ host, offer }, index) => [
              String(index + 1),
              {
                Name: context.project.name,
                Group: 'Servers',
                Host: host,
                Port: offer.port,
                MaintenanceDB: offer.literals?.['database'],
                Username: offer.literals?.['owner'],
                SSLMode: 'prefer',
              },
            ]),
          ),
        },
      },
    ],
  }),
  readmeSections: (config) => [config.exposure === 'none' ? 'pgadmin-internal' : 'pgadmin-routed'],
  gaps: (config) => [
    {
      numbers: [13, 46],
      what: config.exposure === 'none' ? 'pgAdmin runs by default' : 'pgAdmin runs by default and is routed',
      why: `${config.exposure === 'none' ? 'It has no route from outside.' : 'Only for whom the guard of `/pgadmin` lets in, and then behind its own log-in.'} It shares the networks of the database and has none of its own. Leave it out in the designer if you do not use it.`,
    },
    ...(config.exposure === 'none' ? [] : [{ numbers: [23], what: "pgAdmin's pages may run inline and evaluated scripts", why: 'It is built that way. The exception is confined to `/pgadmin`.' }]),
  ],
  readme: (config) => (config.exposure === 'none' ? [] : [{ title: 'pgAdmin', address: '/pgadmin/', note: 'Log in with PGADMIN_DEFAULT_EMAIL and PGADMIN_DEFAULT_PASSWORD: see *pgAdmin* below.' }]),
});
