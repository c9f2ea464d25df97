/**
 * The designs that are booted. `set` is what the command line is given after `--set`; the values of `secrets` go in
 * through `--secrets`. Everything else about an export is read from outside.
 */
export interface Design {
  project: string;
  /** Folder of the export; one of them has spaces in its name (S13). */
  folder: string;
  domain: string;
  httpPort: number;
  httpsPort: number;
  set: Record<string, string>;
  secrets: Record<string, string>;
  /** Lines of `.env` that a person changes by hand after the export. */
  edits: Record<string, string>;
  /** Fixed addresses for the network that Traefik is on, written into the user's own override file (S15). */
  subnet?: string;
}

/** Every character that compose, dotenv, YAML, a URL or a shell reads differently. */
const awkward = `Aa1 $HOME \${PATH} $$ #x '"\\n @:/%41 `;
const secret = (name: string) => `${awkward}${name.repeat(4)}`;

/** The account in front of the two exposed tools. */
export const gate = { user: 'keeper', password: secret('gate') };

/** Goes into `.env` by hand, as its comment says; between single quotes, so it has none itself. */
export const superuser = { email: 'root@example.com', password: secret('superuser').replaceAll("'", '') };

function base(project: string, httpPort: number, httpsPort: number): Record<string, string> {
  return {
    'project.name': project,
    'services.traefik.httpPort': String(httpPort),
    'services.traefik.httpsPort': String(httpsPort),
    'services.traefik.bindAddress': '127.0.0.1',
  };
}

const standard: Design = {
  project: 'b2e-standard',
  folder: 'standard stack',
  domain: 'localhost',
  httpPort: 18080,
  httpsPort: 18443,
  set: base('b2e-standard', 18080, 18443),
  secrets: {},
  edits: {},
};

const exposed: Design = {
  project: 'b2e-exposed',
  folder: 'exposed',
  domain: 'localhost',
  httpPort: 19080,
  httpsPort: 19443,
  set: {
    ...base('b2e-exposed', 19080, 19443),
    'services.traefik.basicAuthUser': gate.user,
    'services.django.adminExposure': 'both',
    'services.django.adminAllow': '10.213.87.1/32',
    'services.pgadmin.exposure': 'both',
    'services.pgadmin.allow': '10.213.87.1/32',
    'services.nginx': 'true',
    'services.api.registration': 'false',
    'services.api.databaseAccess': 'false',
    'services.api.rateLimitMaxRequests': '40',
    'services.traefik.socket': 'proxy',
    'hardening.networks': 'data',
  },
  secrets: {
    POSTGRES_PASSWORD: secret('postgres'),
    DJANGO_DB_PASSWORD: secret('django-db'),
    DJANGO_SECRET_KEY: secret('django-key').repeat(2),
    INTERNAL_API_TOKEN: secret('internal'),
    JWT_SECRET: secret('jwt'),
    PGADMIN_DEFAULT_PASSWORD: secret('pgadmin'),
    TRAEFIK_PASSWORD: gate.password,
  },
  edits: { DJANGO_SUPERUSER_EMAIL: superuser.email, DJANGO_SUPERUSER_PASSWORD: `'${superuser.password}'`, COMPOSE_FILE: 'local.docker.yml:compose.override.yml' },
  subnet: '10.213.87.0/24',
};

/** No Docker socket at all, and choices that neither of the others makes. */
const socketless: Design = {
  project: 'b2e-socketless',
  folder: 'socketless',
  domain: 'app.localhost',
  httpPort: 20080,
  httpsPort: 20443,
  set: {
    ...base('b2e-socketless', 20080, 20443),
    'project.domain': 'app.localhost',
    'services.traefik.socket': 'none',
    'services.traefik.dashboard': 'both',
    'services.traefik.dashboardAllow': '10.213.88.1',
    'services.traefik.basicAuthUser': gate.user,
    'services.django.adminUrl': '/backstage',
    'services.django.adminExposure': 'allowlist',
    'services.django.adminAllow': '10.213.88.1',
    'services.postgres.version': '17-trixie',
    'services.pgadmin': 'false',
    'services.api.jwtExpire': '15m',
    'hardening.networks': 'tiers',
    'hardening.secrets': 'files',
  },
  secrets: { TRAEFIK_PASSWORD: gate.password, JWT_SECRET: secret('jwt'), DJANGO_DB_PASSWORD: secret('django-db'), POSTGRES_PASSWORD: secret('postgres') },
  edits: { COMPOSE_FILE: 'local.docker.yml:compose.override.yml' },
  subnet: '10.213.88.0/24',
};

export const designs = { standard, exposed, socketless };
export type DesignName = keyof typeof designs;

/** What the running `exposed` stack is turned into by a second export. */
export const developmentChanges = {
  'project.environment': 'development',
  'services.api.docs': 'true',
  'services.api.registration': 'true',
  'services.api.rateLimitMaxRequests': '1000',
};
