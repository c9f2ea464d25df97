import type { File, FileTree } from '../kit/file-tree';
import { defaultStack, type Stack } from '../stack';
import { draftOf, parsed, stackOf, stackWith } from '../stack/test-stacks';

/** A design that breaks a rule and one that does not. */
export interface Case {
  readonly breaks: Stack;
  readonly keeps: Stack;
  /** For what no design of ours does: the generated files after somebody edited them. */
  readonly edit?: (files: FileTree) => FileTree;
  /** The same for the design that does not break it. */
  readonly mend?: (files: FileTree) => FileTree;
}

const edit = (path: string, from: string | RegExp, to: string) => (files: FileTree) => files.map((file): File => (file.path === path ? { ...file, text: file.text.replace(from, to) } : file));
const COMPOSE = 'local.docker.yml';
const STATIC = 'traefik/traefik.yml';
const DYNAMIC = 'traefik/traefik-config/dynamic.yml';

const PUBLIC = { project: { domain: 'app.example.com' } } as const;
const TRUSTED = { ...PUBLIC, tls: { mode: 'le-production', email: 'ops@example.com' } } as const;
const BEHIND: Parameters<typeof stackOf>[0] = { tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.5'] } };
const FRONT = { project: { domain: 'app.example.com', inFront: 'cloudflare' } } as const;
const OWN = { hstsSeconds: 63_072_000 } as const;

type Config = Readonly<Record<string, unknown>>;
const container = (config: Config, part = {}) => parsed({ ...draftOf(part), containers: { shop: config } });
const harden = (hardening: Partial<Stack['hardening']>) => stackOf({ hardening });
const traefik = (config: Parameters<typeof stackWith<'traefik'>>[1], part = {}) => stackWith('traefik', config, part);
const services = (more: Readonly<Record<string, Config>>, part = {}) => parsed(draftOf(part, more));

const breaks = (design: Stack, keeps: Stack = defaultStack): Case => ({ breaks: design, keeps });
const edited = (change: Case['edit'], design: Stack = defaultStack): Case => ({ breaks: design, keeps: design, ...(change && { edit: change }) });

/** The three rules of a page for administrators. */
function admin(prefix: string, with_: (exposure: string, allow: readonly string[]) => Stack, unguard: NonNullable<Case['edit']>): Record<string, Case> {
  const both = with_('both', ['192.0.2.1']);
  return {
    [`${prefix}open`]: { breaks: with_('basic-auth', []), keeps: with_('basic-auth', []), edit: unguard },
    [`${prefix}password-only`]: breaks(with_('basic-auth', []), both),
    [`${prefix}allowlist-only`]: breaks(with_('allowlist', ['192.0.2.1']), both),
  };
}

const unguarded = edit(COMPOSE, /,edge-auth@file/g, '');

export const cases: Readonly<Record<string, Case>> = {
  'networks/one': breaks(defaultStack, harden({ networks: 'data' })),
  'networks/apps-lead-out': breaks(harden({ networks: 'data' }), harden({ networks: 'tiers' })),
  'networks/published': edited(edit(COMPOSE, '\n  postgres:\n', '\n  postgres:\n    ports:\n      - 5432:5432\n')),
  'networks/development-published': edited(edit('development.docker.yml', '        host_ip: 127.0.0.1\n', '')),
  'networks/no-restart': edited(edit(COMPOSE, '  restart: unless-stopped\n', '')),

  'routes/no-headers': edited(edit(COMPOSE, 'middlewares: security-headers@file,csp-api@file', 'middlewares: csp-api@file')),
  'routes/no-limit': edited(edit(COMPOSE, 'api-ratelimit@file,', '')),
  'routes/password-unlimited': edited(edit(COMPOSE, /,password-ratelimit@file/g, ''), stackWith('pgadmin', { exposure: 'basic-auth' })),
  'routes/no-body-limit': edited(edit(COMPOSE, 'body-limit@file,', '')),
  'routes/undefined-middleware': edited(edit(COMPOSE, 'csp-site@file', 'csp-nowhere@file')),
  'routes/broad-allowlist': breaks(traefik({ apiAllow: ['10.0.0.0/8', '192.0.2.1'] }), traefik({ apiAllow: ['10.1.0.0/16'] })),
  'routes/metrics': { breaks: stackOf({ observability: { metrics: true } }), keeps: stackOf({ observability: { metrics: true } }), edit: edit(COMPOSE, '      - target: 8080\n', '      - target: 8083\n        published: 9100\n      - target: 8080\n') },

  'tls/staging': breaks(stackOf({ ...PUBLIC, tls: { mode: 'le-staging', email: 'ops@example.com' } }), stackOf(TRUSTED)),
  'tls/own-authority': breaks(stackOf({ ...PUBLIC, tls: { mode: 'local', email: 'ops@example.com' } })),
  'tls/own-authority-front': breaks(stackOf(FRONT), stackOf({ ...FRONT, tls: { mode: 'files' } })),
  'tls/old': edited(edit(DYNAMIC, 'VersionTLS12', 'VersionTLS10')),
  'tls/intermediate': breaks(defaultStack, stackOf({ tls: { profile: 'modern' } })),
  'tls/plain-inside': breaks(stackOf(BEHIND)),

  'secrets/in-environment': breaks(defaultStack, harden({ secrets: 'files' })),
  'secrets/weak': edited(edit('.env', /^JWT_SECRET=.*$/m, 'JWT_SECRET=change_me')),

  'hardening/writable': breaks(harden({ readOnly: false })),
  'hardening/capabilities': breaks(harden({ capDrop: false })),
  'hardening/new-privileges': breaks(harden({ noNewPrivileges: false })),
  'hardening/no-limits': breaks(harden({ limits: false })),
  'hardening/host-access': edited(edit(COMPOSE, '\n  api:\n', '\n  api:\n    privileged: true\n')),

  'project/development-public': breaks(stackOf({ project: { domain: 'app.example.com', environment: 'development' } })),
  'project/development': breaks(stackOf({ project: { environment: 'development' } })),
  'project/tags': { breaks: defaultStack, keeps: defaultStack, mend: edit(COMPOSE, /^( {4}image: .*)$/gm, `$1@sha256:${'0'.repeat(64)}`) },
  'project/moving-tags': breaks(services({ nginx: {} })),
  'project/traces-plain': breaks(stackOf({ observability: { otlpEndpoint: 'http://otel.example.com:4318' } }), stackOf({ observability: { otlpEndpoint: 'http://collector:4318' } })),

  'traefik/docker-socket': breaks(defaultStack, traefik({ socket: 'proxy' })),
  'traefik/api-insecure': edited(edit(STATIC, '\nping:\n', '\napi:\n  insecure: true\n\nping:\n')),
  ...admin('traefik/dashboard-', (dashboard, dashboardAllow) => traefik({ dashboard: dashboard as 'both', dashboardAllow: [...dashboardAllow] }), edit(DYNAMIC, '        - edge-auth\n', '')),
  'traefik/hsts-off': breaks(traefik({ hstsSeconds: 0 }, PUBLIC), stackOf(PUBLIC)),
  'traefik/hsts-short': breaks(stackOf(TRUSTED), traefik(OWN, TRUSTED)),
  'traefik/no-redirect': breaks(traefik({ redirect: false })),
  'traefik/proxy-plain-http': breaks(traefik({ redirect: false }, BEHIND), stackOf(BEHIND)),
  'traefik/csp-missing': breaks(traefik({ csp: '' }), traefik({ csp: 'default-src' })),
  'traefik/csp-unsafe': breaks(traefik({ csp: "default-src 'self'; script-src 'self' 'unsafe-inline'" })),
  'traefik/framing': breaks(traefik({ frame: 'SAMEORIGIN' })),
  'traefik/rate-limit-high': breaks(traefik({ rateAverage: 5000, rateBurst: 50_000 })),
  'traefik/login-unlimited': breaks(defaultStack, traefik({ loginAverage: 10 })),
  'traefik/body-limit-large': breaks(traefik({ bodyLimit: 65_536 })),
  'traefik/slow-clients': breaks(traefik({ readTimeout: 3600 })),
  'traefik/log-debug': breaks(traefik({ logLevel: 'DEBUG' })),
  'traefik/http3': breaks(traefik({ http3: true })),
  'traefik/listens-everywhere': breaks(defaultStack, traefik({ bindAddress: '127.0.0.1' })),
  'traefik/trusts-everybody': edited(edit(STATIC, '  websecure:\n    address: :8443\n', '  websecure:\n    address: :8443\n    forwardedHeaders:\n      insecure: true\n')),
  'traefik/trusts-many': breaks(stackOf({ project: { inFront: 'custom', trustedProxies: ['128.0.0.0/2'] } }), stackOf({ project: { inFront: 'custom', trustedProxies: ['10.0.0.0/8'] } })),
  'traefik/shared': breaks(traefik({ entry: 'shared' })),
  'traefik/public-but-local-name': breaks(stackOf({ project: { domain: 'app.internal' } })),

  'api/registration-open': breaks(defaultStack, stackWith('api', { registration: false })),
  'api/docs-public': breaks(stackOf({ project: { environment: 'development' } }), stackWith('api', { docs: false }, { project: { environment: 'development' } })),
  'api/session-long': breaks(stackWith('api', { jwtExpire: '90d' })),
  'api/limit-high': breaks(stackWith('api', { rateLimitMaxRequests: 100_000 })),

  ...admin('django/admin-', (adminExposure, adminAllow) => stackWith('django', { adminExposure: adminExposure as 'both', adminAllow: [...adminAllow] }), unguarded),
  'django/debug': breaks(stackWith('django', { debug: true }, { project: { environment: 'development' } })),
  'django/settings-weakened': edited(edit('django/project/settings/production.py', 'SESSION_COOKIE_SECURE = True', 'SESSION_COOKIE_SECURE = False')),
  'django/mail-plain': breaks(stackWith('django', { smtpHost: 'smtp.example.com', smtpTls: 'none' }), stackWith('django', { smtpHost: 'smtp.example.com' })),
  'django/no-mail': breaks(stackOf(PUBLIC), stackWith('django', { smtpHost: 'smtp.example.com' }, PUBLIC)),

  ...admin('mailpit/', (exposure, allow) => stackWith('mailpit', { exposure: exposure as 'both', allow: [...allow] }), unguarded),
  'mailpit/in-production': breaks(stackWith('mailpit', {}, PUBLIC), stackWith('mailpit')),

  'valkey/queue-in-memory': breaks(services({ valkey: {}, worker: {} }), services({ valkey: {} })),

  'backup/none': breaks(defaultStack, stackWith('backup')),
  'backup/same-host': breaks(stackWith('backup'), stackWith('backup', { offsite: 's3', bucket: 'dumps' })),
  'backup/short': breaks(stackWith('backup', { keepLast: 3, keepDaily: 1, keepWeekly: 0, keepMonthly: 0 }), stackWith('backup', { keepDaily: 0, keepWeekly: 0, keepMonthly: 1 })),
  'backup/copies-readable': breaks(stackWith('backup', { offsite: 's3', bucket: 'dumps' }), stackWith('backup', { offsite: 's3', bucket: 'dumps', ageRecipient: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p' })),
  'backup/store-plain': breaks(stackWith('backup', { offsite: 's3', bucket: 'dumps', endpoint: 'http://s3.example.com' }), stackWith('backup', { offsite: 's3', bucket: 'dumps' })),

  ...admin('pgadmin/', (exposure, allow) => stackWith('pgadmin', { exposure: exposure as 'both', allow: [...allow] }), unguarded),
  'pgadmin/runs': breaks(defaultStack, parsed({ ...draftOf({}), services: { traefik: {}, api: {}, django: {}, postgres: {}, 'react-app': {} } })),

  'containers/secret-in-variables': breaks(container({ variables: ['DATABASE_URL=postgres://shop:hunter2@db.example.com/shop'] }), container({ variables: ['LOG_LEVEL=info'], secrets: ['API_KEY'] })),
  'containers/root': breaks(container({ user: '0:0' }), container({})),
  'containers/root-group': breaks(container({ user: '472:0' }), container({})),
  'containers/writable': breaks(container({ readOnly: false }), container({})),
  'containers/capabilities': breaks(container({ capabilities: ['NET_RAW'] }), container({})),
  'containers/no-health': breaks(container({ health: 'none' }), container({})),
  'containers/public': breaks(container({ exposure: 'public' }), container({ exposure: 'basic-auth' })),
  'containers/moving-tag': breaks(container({}), container({ image: `redis@sha256:${'0'.repeat(64)}` })),
  'containers/calls-out': breaks(container({ egress: true }, { hardening: { networks: 'tiers' } }), container({}, { hardening: { networks: 'tiers' } })),
  'containers/volume-unsaved': breaks(container({ volumes: ['data:/var/lib/data'] }), container({})),
  'containers/csp-unsafe': breaks(container({ exposure: 'both', allow: ['192.0.2.1'], csp: "script-src 'self' 'unsafe-inline'" }), container({ exposure: 'both', allow: ['192.0.2.1'] })),
};
