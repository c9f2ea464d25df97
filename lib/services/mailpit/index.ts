import * as z from 'zod';
import { openAllowlist } from '../../kit/cidr';
import { defaultTag, images } from '../../kit/images';
import { ask, setTo } from '../../kit/remedy';
import { defineService } from '../../kit/service';
import { ref, text } from '../../kit/text';
import { AddressList, ContainerPort, emptyAllowlist, exposureLabels, exposures, guardOf } from '../../kit/values';

export const Mailpit = z.strictObject({
  version: z.enum(images.mailpit.tags).default(defaultTag(images.mailpit)).meta({ title: 'Version', description: 'Tag of the image.', section: 'Run' }),
  port: ContainerPort.default(1025).meta({ title: 'SMTP port', description: 'Inside the network.', variable: 'MAILPIT_SMTP_PORT', section: 'Run' }),
  webPort: ContainerPort.default(8025).meta({ title: 'Web port', description: 'Inside the network.', variable: 'MAILPIT_WEB_PORT', section: 'Run' }),
  exposure: z.enum(exposures).default('none').meta({
    title: 'From outside', description: 'At /mail. Whoever sees it reads every mail, links to reset passwords among them.', labels: exposureLabels, widget: 'segmented', section: 'Access',
  }),
  allow: AddressList.default([]).meta({
    title: 'Allowed addresses', description: 'Addresses or ranges, IPv4 or IPv6.', placeholder: '203.0.113.7',
    visibleWhen: { field: 'exposure', in: ['allowlist', 'both'] }, section: 'Access',
  }),
});
export type Mailpit = z.infer<typeof Mailpit>;

// Its page sets styles from scripts and shows mails in frames of its own.
const MAILPIT_CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

export const mailpit = defineService({
  id: 'mailpit',
  title: 'Mailpit',
  role: 'Catches all mail while you develop, and shows it: none of it leaves.',
  zone: 'app',
  presence: 'optional',
  icon: 'M3 6h18v12H3zM3 7l9 6 9-6',
  images: [images.mailpit.name, 'mailhog/mailhog'],
  schema: Mailpit,
  rules: (config) => [
    ...emptyAllowlist('allow', config.exposure, config.allow),
    ...openAllowlist('allow', config.allow),
    ...(config.port === config.webPort ? [{ rule: 'one-port', field: 'webPort', message: 'SMTP and the web page need two ports', remedies: [[ask('webPort')], [setTo('port', 1025), setTo('webPort', 8025)]] }] : []),
  ],
  summary: (config) => `mailpit:${config.version} · ${config.port}, ${config.webPort}`,
  offers: (config) => [{ capability: 'mail', port: config.port, portText: ref('MAILPIT_SMTP_PORT') }],
  routes: (config) => [
    {
      id: 'mailpit', kind: 'admin', path: '/mail', pathText: '/mail', port: config.webPort, portText: ref('MAILPIT_WEB_PORT'),
      active: config.exposure !== 'none',
      toggle: { field: 'exposure', on: 'basic-auth', off: 'none' },
      guard: guardOf(config.exposure, config.allow),
      csp: MAILPIT_CSP,
    },
  ],
  variables: (config) => [
    { name: 'DEVELOPMENT_MAILPIT_PORT', comment: 'On 127.0.0.1, with development.docker.yml only.', value: '8025', ownersChoice: true },
    { name: 'MAILPIT_SMTP_PORT', comment: 'Where applications hand in their mail, inside the network.', value: String(config.port) },
    { name: 'MAILPIT_WEB_PORT', comment: 'Where the mail is shown, inside the network.', value: String(config.webPort) },
  ],
  compose: (config) => ({
    service: {
      image: `${images.mailpit.name}:${config.version}`,
      user: '65532:65532',
      environment: {
        MP_SMTP_BIND_ADDR: text`[::]:${ref('MAILPIT_SMTP_PORT')}`,
        MP_UI_BIND_ADDR: text`[::]:${ref('MAILPIT_WEB_PORT')}`,
        MP_WEBROOT: config.exposure === 'none' ? '/' : '/mail',
        MP_DATABASE: '/tmp/mailpit.db',
        MP_MAX_MESSAGES: '500',
        MP_DISABLE_VERSION_CHECK: 'true',
        MP_BLOCK_REMOTE_CSS_AND_FONTS: 'true',
      },
      tmpfs: [{ path: '/tmp', sizeMb: 64, uid: 65532 }],
      healthcheck: { test: ['CMD', '/mailpit', 'readyz'], intervalSeconds: 15 },
      resources: { memoryMb: 128, cpus: 0.25, pids: 64 },
      note: 'Catches all mail and shows it. Mail is kept in memory: the newest 500, until it is made anew.',
    },
    development: {
      mailpit: {
        ports: [{ address: '127.0.0.1', host: ref('DEVELOPMENT_MAILPIT_PORT'), container: ref('MAILPIT_WEB_PORT') }],
        shows: `All mail that was caught, \`http://localhost:8025${config.exposure === 'none' ? '' : '/mail/'}\``,
        note: 'For the links in mails, whether its page is routed or not.',
      },
    },
  }),
  gaps: (_config, { project }) =>
    project.environment === 'production'
      ? [{ numbers: [41], what: 'Mail may be caught', why: 'Mailpit is part of this design: mail reaches people only when Django is given an SMTP relay.' }]
      : [],
  readmeSections: (config) => (config.exposure === 'none' ? ['mailpit-internal'] : []),
  readme: (config) => (config.exposure === 'none' ? [] : [{ title: 'Mail that was caught', address: '/mail/', note: 'For the addresses and users that the design allows.' }]),
});
