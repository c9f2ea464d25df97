import { cacheEnvironment, cacheNeed, cacheOmissions, cacheSecrets, cacheVariables } from '../../kit/cache';
import type { Development } from '../../kit/compose';
import { databaseEnvironment } from '../../kit/database';
import type { Facts } from '../../kit/facts';
import { frontEnvironment } from '../../kit/front';
import { defineService } from '../../kit/service';
import { hasTraces, telemetryEnvironment, telemetryOmissions } from '../../kit/observability';
import { ref, text } from '../../kit/text';
import { secret } from '../../kit/variable';
import { Api } from './schema';

// The documentation page loads its viewer from a CDN and starts it inline; in development only.
const DOCS_CSP =
  "default-src 'none'; script-src 'self' 'unsafe-inline' https://cdn.jsdelivr.net; style-src 'self' 'unsafe-inline' https://cdn.jsdelivr.net https://fonts.googleapis.com; font-src https://fonts.gstatic.com; img-src 'self' data: https://fastapi.tiangolo.com; worker-src blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const DOCS_PATHS = ['docs', 'redoc'] as const;

function showsDocs(config: Api, facts: Facts): boolean {
  return config.docs && facts.project.environment === 'development';
}

const development: Development = {
  command: ['python', 'main.py', '--reload'],
  environment: { ENV: 'development', FASTAPI_DOCS: 'true' },
  ports: [{ address: '127.0.0.1', host: ref('DEVELOPMENT_API_PORT'), container: ref('FASTAPI_PORT') }],
  shows: "The API's documentation, `http://localhost:8000/api/docs`",
  mounts: [{ kind: 'bind', source: './api/app', target: '/app/app', readOnly: true }],
  rebuildOn: ['./api/main.py', './api/requirements.txt'],
  note: 'uvicorn loads the application anew when a file changes.',
  notes: { ports: 'For its documentation, at /api/docs: without the strict policy of the public address, which its viewer does not get by.' },
};

export const api = defineService({
  id: 'api',
  title: 'FastAPI',
  role: 'The public API: sessions, rate limits, and the way to everything behind it.',
  zone: 'app',
  presence: 'required',
  icon: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M13 6.5 8.5 13H12l-1 4.5 4.5-6.5H12l1-4.5Z',
  schema: Api,
  summary: (config) => `python ${config.pythonVersion.replace('-slim', '')} · ${config.port}`,
  needs: (config) => [
    { capability: 'accounts', active: true },
    {
      capability: 'sql',
      active: config.databaseAccess,
      toggle: { field: 'databaseAccess', on: true, off: false },
      account: { role: 'api', password: 'API_DB_PASSWORD' },
    },
    cacheNeed('api', 'API_CACHE_PASSWORD', ['limit']),
  ],
  routes: (config, facts) => {
    const port = { port: config.port, portText: ref('FASTAPI_PORT') };
    return [
      { id: 'api', kind: 'api', path: '/api', pathText: '/api', ...port, active: true },
      ...(showsDocs(config, facts) ? DOCS_PATHS : []).map(
        (name) => ({ id: `api-${name}`, kind: 'api', path: `/api/${name}`, pathText: `/api/${name}`, csp: DOCS_CSP, ...port, active: true }) as const,
      ),
    ];
  },
  secrets: (config, context) => [
    { kind: 'random', name: 'JWT_SECRET', length: 64, title: 'Signs the session tokens', minimum: 32, change: 'Ends every session: all users log in again.' },
    { kind: 'random', name: 'INTERNAL_API_TOKEN', length: 48, title: 'The API shows it to the service behind it', minimum: 32, change: 'Both sides read it from one place: start them anew together. No data depends on it.' },
    ...(config.databaseAccess ? [{ kind: 'random', name: 'API_DB_PASSWORD', length: 32, title: "Password of the API's database role", change: 'A database that exists keeps the old one until you run `scripts/rotate-password --sync`.' } as const] : []),
    ...cacheSecrets(context),
  ],
  variables: (config, context) => [
    { name: 'DEVELOPMENT_API_PORT', comment: 'On 127.0.0.1, with development.docker.yml only.', value: '8000', ownersChoice: true },
    { name: 'FASTAPI_PYTHON_VERSION', comment: 'Tag of the official image.', value: config.pythonVersion },
    { name: 'FASTAPI_PORT', comment: 'Port inside the network.', value: String(config.port) },
    { name: 'FASTAPI_WORKERS', comment: 'Processes; about one for each CPU.', value: String(config.workers) },
    { name: 'FASTAPI_DOCS', comment: 'true shows /api/docs, in development only.', value: String(config.docs) },
    { name: 'JWT_SECRET', comment: 'Signs the session tokens. A new one logs everybody out.', value: secret('JWT_SECRET') },
    { name: 'JWT_EXPIRE', comment: 'How long a session lasts: a number and s, m, h or d.', value: config.jwtExpire },
    { name: 'REGISTRATION_OPEN', comment: 'false: accounts are made by an administrator.', value: String(config.registration) },
    { name: 'RATE_LIMIT_WINDOW_MS', comment: 'Window of the limit that the API itself counts, in milliseconds.', value: String(config.rateLimitWindowMs) },
    { name: 'RATE_LIMIT_MAX_REQUESTS', comment: 'Requests of one client address in a window.', value: String(config.rateLimitMaxRequests) },
    { name: 'INTERNAL_API_TOKEN', comment: 'The API shows it to Django; the network alone is not trusted.', value: secret('INTERNAL_API_TOKEN') },
    ...(config.databaseAccess
      ? [{ name: 'API_DB_PASSWORD', comment: "Password of the API's own database role. Change it with scripts/rotate-password.", value: secret('API_DB_PASSWORD') }]
      : []),
    ...cacheVariables(context),
  ],
  compose: (_config, context) => {
    const accounts = context.outgoing.find(({ capability }) => capability === 'accounts');
    return {
      service: {
        build: { context: './api', args: { PYTHON_VERSION: ref('FASTAPI_PYTHON_VERSION') } },
        user: '10001:10001',
        environment: {
          ENV: ref('ENV'),
          FASTAPI_PORT: ref('FASTAPI_PORT'),
          FASTAPI_WORKERS: ref('FASTAPI_WORKERS'),
          FASTAPI_DOCS: ref('FASTAPI_DOCS'),
          PUBLIC_ORIGIN: ref('PUBLIC_ORIGIN'),
          JWT_SECRET: ref('JWT_SECRET'),
          JWT_EXPIRE: ref('JWT_EXPIRE'),
          REGISTRATION_OPEN: ref('REGISTRATION_OPEN'),
          RATE_LIMIT_WINDOW_MS: ref('RATE_LIMIT_WINDOW_MS'),
          RATE_LIMIT_MAX_REQUESTS: ref('RATE_LIMIT_MAX_REQUESTS'),
          DJANGO_SERVICE_URL: text`http://${accounts?.to ?? ''}:${accounts?.offer?.portText ?? ''}`,
          INTERNAL_API_TOKEN: ref('INTERNAL_API_TOKEN'),
          MAX_BODY_BYTES: ref('MAX_BODY_BYTES'),
          ...frontEnvironment(context),
          ...databaseEnvironment(context),
          ...cacheEnvironment(context),
          ...telemetryEnvironment('api', context),
        },
        tmpfs: [{ path: '/tmp', sizeMb: 64, uid: 10001 }],
        healthcheck: { test: ['CMD', 'python', 'healthcheck.py'], intervalSeconds: 15, startPeriodSeconds: 40 },
        resources: { memoryMb: 512, cpus: 1, pids: 128 },
        ...(hasTraces(context) && { egress: true as const }),
        note: 'Everything below /api. No ports on the host: only Traefik reaches it.',
      },
      development: { api: development },
    };
  },
  files: (_config, context) => ({ omit: [...telemetryOmissions('api', context), ...cacheOmissions('api', context)] }),
  gaps: (config, context) =>
    showsDocs(config, context)
      ? [{ numbers: [23, 44], what: "The API's documentation is open to everybody", why: 'In development only. Its viewer comes from a CDN and starts inline; the exception is confined to `/api/docs` and `/api/redoc`.' }]
      : [],
  readmeSections: () => ['replicas'],
  readme: (config, context) => [
    { title: 'API', address: '/api/health', note: 'Answers 200 when the API runs.' },
    ...(showsDocs(config, context) ? [{ title: 'API documentation', address: '/api/docs', note: 'In development only.' }] : []),
  ],
});
