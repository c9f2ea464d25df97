import { cacheEnvironment, cacheNeed, cacheOmissions, cacheSecrets, cacheVariables } from '../../kit/cache';
import { openAllowlist } from '../../kit/cidr';
import type { ComposeService, Development } from '../../kit/compose';
import { frontEnvironment } from '../../kit/front';
import { setTo } from '../../kit/remedy';
import type { Context } from '../../kit/service';
import { defineService } from '../../kit/service';
import { hasTraces, telemetryEnvironment, telemetryOmissions } from '../../kit/observability';
import { optionalRef, ref, text, type Text } from '../../kit/text';
import { emptyAllowlist, guardOf } from '../../kit/values';
import { requireSecret, secret, type Variable } from '../../kit/variable';
import { mailEnvironment, mailRules, mailVariables, usesRelay } from './mail';
import { Django } from './schema';

// Django's admin has its scripts in files but needs inline styles for a few widgets.
const ADMIN_CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/** Whoever runs Django's program works on Django's tables, and so with Django's role. */
const ACCOUNT = { role: 'django', password: 'DJANGO_DB_PASSWORD' } as const;

/** What ships only where another service runs the program too. */
const TASK_FILES = ['requirements-worker.in', 'requirements-worker.txt', 'project/celery.py', 'project/heartbeat.py', 'users/tasks.py', 'tests/test_tasks.py'];

function databaseUrl(context: Context): Variable[] {
  const sql = context.outgoing.find(({ capability }) => capability === 'sql');
  if (!sql?.offer || !sql.account) return [];
  const { role, password } = sql.account;
  const place = text`@${sql.to}:${sql.offer.portText}/${sql.offer.details?.['database'] ?? ''}`;
  const own: Variable = { name: password, comment: "Password of Django's database role. Change it with scripts/rotate-password.", value: secret(password) };
  if (context.hardening.secrets === 'files') {
    return [own, { name: 'DJANGO_DATABASE_URL', comment: 'What Django reads. The password comes from a file.', value: text`postgres://${role}${place}` }];
  }
  return [
    own,
    {
      name: 'DJANGO_DATABASE_URL',
      comment: 'What Django reads. The password in it is the one above, percent-encoded.',
      value: { fromSecrets: (all) => text`postgres://${role}:${percentEncoded(requireSecret(all, password))}${place}` },
    },
  ];
}

/** RFC 3986: everything but unreserved characters; encodeURIComponent leaves five more. */
function percentEncoded(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A password that stands in a file cannot stand in the URL. */
function databasePassword({ hardening }: Context): Record<string, Text> {
  return hardening.secrets === 'files' ? { [ACCOUNT.password]: ref(ACCOUNT.password) } : {};
}

function environment(context: Context): Record<string, Text> {
  return {
    DJANGO_SETTINGS_MODULE: `project.settings.${context.project.environment}`,
    DJANGO_PORT: ref('DJANGO_PORT'),
    DJANGO_WORKERS: ref('DJANGO_WORKERS'),
    DJANGO_SECRET_KEY: ref('DJANGO_SECRET_KEY'),
    DJANGO_SECRET_KEY_FALLBACKS: optionalRef('DJANGO_SECRET_KEY_FALLBACKS'),
    DJANGO_DEBUG: ref('DJANGO_DEBUG'),
    DJANGO_ALLOWED_HOSTS: ref('DJANGO_ALLOWED_HOSTS'),
    DJANGO_DATABASE_URL: ref('DJANGO_DATABASE_URL'),
    ...databasePassword(context),
    DJANGO_ADMIN_URL: ref('DJANGO_ADMIN_URL'),
    PUBLIC_ORIGIN: ref('PUBLIC_ORIGIN'),
    INTERNAL_API_TOKEN: ref('INTERNAL_API_TOKEN'),
    MAX_BODY_BYTES: ref('MAX_BODY_BYTES'),
    ...frontEnvironment(context),
    ...cacheEnvironment(context),
    ...Object.assign({}, ...context.incoming.map(({ tells }) => tells)),
  };
}

function base(context: Context): ComposeService {
  return {
    build: { context: './django', args: { PYTHON_VERSION: ref('DJANGO_PYTHON_VERSION') } },
    user: '10001:10001',
    environment: environment(context),
    tmpfs: [{ path: '/tmp', sizeMb: 64, uid: 10001 }],
    resources: { memoryMb: 512, cpus: 1, pids: 128 },
  };
}

/** What serves requests and what runs tasks: all of it may send mail. */
function sender(config: Django, context: Context): ComposeService {
  const plain = base(context);
  return { ...plain, environment: { ...plain.environment, ...mailEnvironment(config, context) }, ...(usesRelay(config, context) && { egress: true }) };
}

function taskOmissions({ incoming }: Context): string[] {
  return incoming.some(({ capability }) => capability === 'program') ? [] : TASK_FILES.map((name) => `django/${name}`);
}

const WORKSHOP: Development = {
  target: 'development',
  environment: { DJANGO_SETTINGS_MODULE: 'project.settings.development', DJANGO_DEBUG: 'true' },
};

const development: Record<string, Development> = {
  django: {
    ...WORKSHOP,
    command: ['python', 'manage.py', 'runserver', text`0.0.0.0:${ref('DJANGO_PORT')}`],
    ports: [{ address: '127.0.0.1', host: ref('DEVELOPMENT_DJANGO_PORT'), container: ref('DJANGO_PORT') }],
    shows: 'Django with debug pages and the debug toolbar, `http://localhost:8001` and `DJANGO_ADMIN_URL`',
    mounts: ['project', 'users', 'templates'].map((folder) => ({ kind: 'bind', source: `./django/${folder}`, target: `/app/${folder}`, readOnly: true }) as const),
    rebuildOn: ['./django/requirements.txt', './django/development/requirements.txt'],
    note: "Django's own server, which starts anew when a file changes, with debug pages and django-debug-toolbar.",
    notes: { ports: 'For the admin, whether it is routed or not: http://localhost:PORT and the path in DJANGO_ADMIN_URL.' },
  },
  'django-migrate': WORKSHOP,
};

/** Where the owner writes the first administrator's password. */
function superuserPassword({ hardening }: Context): string {
  return hardening.secrets === 'files' ? 'secrets/DJANGO_SUPERUSER_PASSWORD' : 'DJANGO_SUPERUSER_PASSWORD';
}

function jobNote(context: Context): string {
  const named = context.hardening.secrets === 'files' ? `DJANGO_SUPERUSER_EMAIL in .env\nand the file ${superuserPassword(context)} name one` : '.env names one';
  return `Runs once before Django: waits for the database, migrates, makes the first administrator if ${named}.`;
}

export const django = defineService({
  id: 'django',
  title: 'Django',
  role: 'Owns users, passwords and migrations; internal, with an admin that can be exposed.',
  zone: 'app',
  presence: 'required',
  icon: 'M4 5h16v14H4zM4 9h16M8 13h3M8 16h6',
  schema: Django,
  rules: (config, { project }) => [
    ...(config.debug && project.environment === 'production'
      ? [{ rule: 'debug', field: 'debug', message: 'Debug pages show settings and source code: switch the environment to development first', remedies: [[setTo('environment', 'development', 'project')], [setTo('debug', false)]] }]
      : []),
    ...emptyAllowlist('adminAllow', config.adminExposure, config.adminAllow),
    ...mailRules(config),
    ...openAllowlist('adminAllow', config.adminAllow),
  ],
  summary: (config) => `python ${config.pythonVersion.replace('-slim', '')} · ${config.port}`,
  offers: (config) => [
    { capability: 'accounts', port: config.port, portText: ref('DJANGO_PORT') },
    { capability: 'program', port: config.port, portText: ref('DJANGO_PORT'), program: (runner) => sender(config, runner) },
  ],
  needs: () => [
    { capability: 'sql', active: true, account: ACCOUNT },
    { capability: 'mail', active: true, optional: true },
    cacheNeed('django', 'DJANGO_CACHE_PASSWORD', ['cache', 'queue']),
  ],
  routes: (config) => [
    {
      id: 'django-admin',
      kind: 'admin',
      path: config.adminUrl,
      pathField: 'adminUrl',
      pathText: ref('DJANGO_ADMIN_URL'),
      port: config.port,
      portText: ref('DJANGO_PORT'),
      active: config.adminExposure !== 'none',
      toggle: { field: 'adminExposure', on: 'basic-auth', off: 'none' },
      guard: guardOf(config.adminExposure, config.adminAllow),
      csp: ADMIN_CSP,
    },
  ],
  secrets: (_config, context) => [
    { kind: 'random', name: 'DJANGO_SECRET_KEY', length: 64, title: "Signs Django's sessions and forms", minimum: 32, change: 'Ends sessions of the admin and open links to reset a password, unless the old one goes into `DJANGO_SECRET_KEY_FALLBACKS`.' },
    { kind: 'random', name: 'DJANGO_DB_PASSWORD', length: 32, title: "Password of Django's database role", change: 'A database that exists keeps the old one until you run `scripts/rotate-password --sync`.' },
    ...cacheSecrets(context),
  ],
  variables: (config, context) => [
    { name: 'DEVELOPMENT_DJANGO_PORT', comment: 'On 127.0.0.1, with development.docker.yml only.', value: '8001', ownersChoice: true },
    { name: 'DJANGO_PYTHON_VERSION', comment: 'Tag of the official image.', value: config.pythonVersion },
    { name: 'DJANGO_PORT', comment: 'Port inside the network.', value: String(config.port) },
    { name: 'DJANGO_WORKERS', comment: 'Processes; about one for each CPU.', value: String(config.workers) },
    { name: 'DJANGO_SECRET_KEY', comment: 'Signs sessions and forms of the admin. A new one ends them, unless the line below has the old one.', value: secret('DJANGO_SECRET_KEY') },
    { name: 'DJANGO_SECRET_KEY_FALLBACKS', comment: 'Earlier keys, with commas, so that a new one does not end what they signed. Never one that leaked.', value: '', ownersChoice: true, sensitive: true },
    { name: 'DJANGO_DEBUG', comment: 'Works with development settings only; production is always without.', value: String(config.debug) },
    {
      name: 'DJANGO_ALLOWED_HOSTS',
      comment: 'Names that Django answers to, with commas. Its own name in the network is added by itself.',
      value: text`${ref('WEBSITE_DOMAIN')}${config.extraHosts.map((host) => `,${host}`).join('')}`,
    },
    ...databaseUrl(context),
    ...cacheVariables(context),
    ...mailVariables(config, context),
    { name: 'DJANGO_ADMIN_URL', comment: 'Where the admin is; routed only when the design exposes it.', value: config.adminUrl },
    { name: 'DJANGO_SUPERUSER_EMAIL', comment: `With ${superuserPassword(context)} set too, the first administrator is made at the next start. Or: scripts/create-superuser`, value: '', ownersChoice: true },
    { name: 'DJANGO_SUPERUSER_PASSWORD', comment: 'Take it out again once the account exists.', value: '', ownersChoice: true, sensitive: true },
  ],
  compose: (config, context) => ({
    service: {
      ...sender(config, context),
      environment: { ...sender(config, context).environment, ...telemetryEnvironment('django', context) },
      ...(hasTraces(context) && { egress: true as const }),
      healthcheck: { test: ['CMD', 'python', 'healthcheck.py'], intervalSeconds: 15, startPeriodSeconds: 40 },
      dependsOn: { 'django-migrate': 'completed' },
      note: 'Internal: the API talks to it, with a token. Only its admin can be routed.',
    },
    companions: {
      'django-migrate': {
        ...base(context),
        environment: {
          ...environment(context),
          DJANGO_SUPERUSER_EMAIL: optionalRef('DJANGO_SUPERUSER_EMAIL'),
          DJANGO_SUPERUSER_PASSWORD: optionalRef('DJANGO_SUPERUSER_PASSWORD'),
        },
        command: ['python', 'manage.py', 'prepare'],
        lifecycle: 'job',
        note: jobNote(context),
      },
    },
    development,
  }),
  files: (_config, context) => ({ omit: [...telemetryOmissions('django', context), ...cacheOmissions('django', context), ...taskOmissions(context)] }),
  readmeSections: (config, context) => [config.adminExposure === 'none' ? 'admin-internal' : 'admin-exposed', ...(usesRelay(config, context) ? ['mail-relay'] : [])],
  readme: (config) =>
    config.adminExposure === 'none'
      ? []
      : [{ title: 'Django admin', address: `${config.adminUrl}/`, note: 'Make an account with scripts/create-superuser.' }],
});
