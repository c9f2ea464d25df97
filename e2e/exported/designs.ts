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
  /** Fixed addresses for the network that Traefik is on, written into the user's own override file (S15). */
  subnet?: string;
}

/** Every character that compose, dotenv, YAML, a URL or a shell reads differently. */
const awkward = `Aa1 $HOME \${PATH} $$ #x '"\\n @:/%41 `;
const secret = (name: string) => `${awkward}${name.repeat(4)}`;

/** `open:se$ame`, bcrypt; the account for the two exposed tools. */
export const gate = { user: 'keeper', password: 'open:se$ame' };
const gateEntry = `${gate.user}:$2b$08$5IHU8UGM0TCn8l31G7WgaOEe.oxkRd3/Xug/DwjUz8dvBF.uSwdvi`;

export const superuser = { email: 'root@example.com', password: secret('superuser') };

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
};

const exposed: Design = {
  project: 'b2e-exposed',
  folder: 'exposed',
  domain: 'localhost',
  httpPort: 19080,
  httpsPort: 19443,
  set: {
    ...base('b2e-exposed', 19080, 19443),
    'services.django.adminExposure': 'both',
    'services.django.adminAllow': '10.213.87.1/32',
    'services.pgadmin.exposure': 'routed',
    'services.pgadmin.allow': '10.213.87.1/32',
    'services.nginx': 'true',
    'services.api.registrationOpen': 'false',
    'services.api.rateLimitMax': '40',
    'hardening.separateDataNetwork': 'true',
  },
  secrets: {
    POSTGRES_PASSWORD: secret('postgres'),
    DJANGO_DB_PASSWORD: secret('django-db'),
    DJANGO_SECRET_KEY: secret('django-key').repeat(2),
    INTERNAL_API_TOKEN: secret('internal'),
    JWT_SECRET: secret('jwt'),
    PGADMIN_DEFAULT_PASSWORD: secret('pgadmin'),
    TRAEFIK_USER: gateEntry,
    DJANGO_SUPERUSER_EMAIL: superuser.email,
    DJANGO_SUPERUSER_PASSWORD: superuser.password,
  },
  subnet: '10.213.87.0/24',
};

export const designs = { standard, exposed };
export type DesignName = keyof typeof designs;
