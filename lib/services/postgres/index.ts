import * as z from 'zod';
import { defaultTag, images } from '../../kit/images';
import type { Context } from '../../kit/service';
import { defineService } from '../../kit/service';
import { ref, text, type Text } from '../../kit/text';
import { ContainerPort } from '../../kit/values';
import { secret } from '../../kit/variable';

/** Names that Postgres or this stack uses itself. */
const RESERVED = ['postgres', 'template0', 'template1', 'public', 'none'];

const Identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,30}$/, { error: 'Use 1 to 31 lower-case letters, digits or _, beginning with a letter' })
  .refine((name) => !RESERVED.includes(name) && !name.startsWith('pg_'), { error: 'This name is used by Postgres or by the stack itself: take another' });

export const Postgres = z.strictObject({
  version: z.enum(images.postgres.tags).default(defaultTag(images.postgres)).meta({
    title: 'Version', description: 'A new major version needs a dump and restore: see the README of the export.', section: 'Run',
  }),
  user: Identifier.default('base2_owner').meta({
    title: 'Owner', description: 'Administers the database; no application logs in with it.', variable: 'POSTGRES_USER', section: 'Database',
  }),
  database: Identifier.default('base2').meta({ title: 'Database', description: 'Made at the first start.', variable: 'POSTGRES_DB', section: 'Database' }),
  port: ContainerPort.default(5432).meta({ title: 'Port', description: 'Inside the network; never on the host.', variable: 'POSTGRES_PORT', section: 'Run' }),
});
export type Postgres = z.infer<typeof Postgres>;

// From 18 on the image keeps data of several versions below one folder, so that pg_upgrade can link them.
function dataFolder(version: string): string {
  return Number.parseInt(version, 10) >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data';
}

function imageOf({ version }: Postgres): string {
  return `${images.postgres.name}:${version}`;
}

/** Who came, who left, who changed the schema, who waited: what an administrator asks the log. */
const SERVER_SETTINGS = [
  'log_connections=on',
  'log_disconnections=on',
  'log_line_prefix=%m [%p] %q%u@%d/%a ',
  'log_lock_waits=on',
  'log_statement=ddl',
  'password_encryption=scram-sha-256',
];

/** A role for every application that connects; the script in initdb/ makes them. */
function rolePasswords(context: Context): Record<string, Text> {
  const accounts = context.incoming.flatMap(({ account }) => (account ? [account] : []));
  return Object.fromEntries(accounts.map(({ password }) => [password, ref(password)]));
}

export const postgres = defineService({
  id: 'postgres',
  title: 'PostgreSQL',
  role: 'The database, with a role of its own for every application.',
  zone: 'data',
  presence: 'required',
  icon: 'M12 3c4.4 0 8 1.3 8 3s-3.6 3-8 3-8-1.3-8-3 3.6-3 8-3M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  images: [images.postgres.name],
  schema: Postgres,
  summary: (config) => `postgres:${config.version.replace('-trixie', '')} · ${config.port}`,
  offers: (config) => [
    { capability: 'sql', port: config.port, portText: ref('POSTGRES_PORT'), details: { database: ref('POSTGRES_DB') }, literals: { database: config.database, owner: config.user, image: imageOf(config), dataFolder: dataFolder(config.version) }, ownerField: 'user' },
  ],
  secrets: () => [{ kind: 'random', name: 'POSTGRES_PASSWORD', length: 32, title: 'Password of the owner of the database', change: 'Counts when the database is made. One that exists keeps the old password until you run `scripts/rotate-password --sync`.' }],
  variables: (config) => [
    { name: 'DEVELOPMENT_POSTGRES_PORT', comment: 'On 127.0.0.1, with development.docker.yml only.', value: '5432', ownersChoice: true },
    { name: 'POSTGRES_USER', comment: 'Owner of the database; for administration, backups and pgAdmin only.', value: config.user },
    { name: 'POSTGRES_PASSWORD', comment: 'Used at the first start only. Afterwards change it with scripts/rotate-password, which also tells the database.', value: secret('POSTGRES_PASSWORD') },
    { name: 'POSTGRES_DB', comment: 'Made at the first start.', value: config.database },
    { name: 'POSTGRES_PORT', comment: 'Port inside the network.', value: String(config.port) },
  ],
  compose: (config, context) => ({
    service: {
      image: imageOf(config),
      containerName: text`${ref('COMPOSE_PROJECT_NAME')}_postgres`,
      user: '999:999',
      command: ['postgres', ...SERVER_SETTINGS.flatMap((setting) => ['-c', setting])],
      environment: {
        POSTGRES_USER: ref('POSTGRES_USER'),
        POSTGRES_PASSWORD: ref('POSTGRES_PASSWORD'),
        POSTGRES_DB: ref('POSTGRES_DB'),
        PGPORT: ref('POSTGRES_PORT'),
        POSTGRES_INITDB_ARGS: '--data-checksums --auth-host=scram-sha-256 --auth-local=scram-sha-256',
        ...rolePasswords(context),
      },
      mounts: [
        { kind: 'volume', source: 'postgres-data', target: dataFolder(config.version) },
        { kind: 'bind', source: './postgres/initdb', target: '/docker-entrypoint-initdb.d', readOnly: true },
      ],
      tmpfs: [{ path: '/tmp', sizeMb: 64, uid: 999 }, { path: '/var/run/postgresql', sizeMb: 4, uid: 999, mode: '0775' }],
      healthcheck: { test: ['CMD-SHELL', 'pg_isready -q -h 127.0.0.1 -U "$POSTGRES_USER" -d "$POSTGRES_DB"'], intervalSeconds: 10, startPeriodSeconds: 60 },
      resources: { memoryMb: 1024, cpus: 1, pids: 256 },
      stopGraceSeconds: 60,
      note: 'Keeps its data in the volume postgres-data. It is asked to stop and gets a minute to write everything down.',
      notes: { healthcheck: 'Over TCP: during the first start the server listens on its socket only and is not ready yet.' },
    },
    development: {
      postgres: {
        ports: [{ address: '127.0.0.1', host: ref('DEVELOPMENT_POSTGRES_PORT'), container: ref('POSTGRES_PORT') }],
        shows: 'The database, for psql and tools',
        note: 'For psql and database tools of this machine.',
      },
    },
  }),
});
