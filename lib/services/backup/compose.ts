import type { ComposeContribution, ComposeService } from '../../kit/compose';
import type { Context } from '../../kit/service';
import { defaultTag, images } from '../../kit/images';
import { optionalRef, ref, type Text } from '../../kit/text';
import type { Backup } from './schema';

/** Name of the role that may read everything and write nothing, and of its password. */
export const ACCOUNT = { role: 'backup', password: 'BACKUP_DB_PASSWORD' } as const;

const retention: Record<string, Text> = {
  BACKUP_KEEP_LAST: ref('BACKUP_KEEP_LAST'),
  BACKUP_KEEP_DAILY: ref('BACKUP_KEEP_DAILY'),
  BACKUP_KEEP_WEEKLY: ref('BACKUP_KEEP_WEEKLY'),
  BACKUP_KEEP_MONTHLY: ref('BACKUP_KEEP_MONTHLY'),
};

/** @throws Error in a design without a database; the schema does not let one come about. */
function databaseOf(context: Context) {
  const found = context.outgoing.find(({ capability }) => capability === 'sql');
  const { literals, details, portText } = found?.offer ?? {};
  if (!found || !literals?.['image'] || !literals['dataFolder'] || !details?.['database'] || !portText) throw new Error('there is no database to save');
  return { host: found.to, port: portText, name: details['database'], image: literals['image'], dataFolder: literals['dataFolder'] };
}

function dumps(context: Context): ComposeService {
  const database = databaseOf(context);
  return {
    build: { context: './backup', args: { POSTGRES_IMAGE: database.image } },
    user: '999:999',
    environment: {
      BACKUP_NAME: ref('COMPOSE_PROJECT_NAME'),
      BACKUP_EVERY_HOURS: ref('BACKUP_EVERY_HOURS'),
      BACKUP_AT: ref('BACKUP_AT'),
      ...retention,
      PGHOST: database.host,
      PGPORT: database.port,
      PGDATABASE: database.name,
      PGUSER: ACCOUNT.role,
      [ACCOUNT.password]: ref(ACCOUNT.password),
    },
    mounts: [{ kind: 'volume', source: 'backup-data', target: '/backups' }],
    tmpfs: [{ path: '/tmp', sizeMb: 16, uid: 999 }, { path: database.dataFolder, sizeMb: 1, uid: 999 }],
    healthcheck: { test: ['CMD', 'backup', 'check'], intervalSeconds: 30, timeoutSeconds: 10 },
    resources: { memoryMb: 256, cpus: 0.5, pids: 64 },
    stopGraceSeconds: 10,
    note: 'Saves the database on a schedule into the volume backup-data. Its role may read everything and write nothing.\nNot healthy: the last good dump is too old (docker compose logs backup).',
    notes: { tmpfs: 'The second one is where the image would keep a database: without it Docker makes a nameless volume there.' },
  };
}

/** Sees the dumps read-only and calls the store; it has no password of the database. */
function offsite(): ComposeService {
  return {
    build: { context: './backup/offsite', args: { PYTHON_VERSION: defaultTag(images.python) } },
    user: '999:999',
    environment: {
      BACKUP_NAME: ref('COMPOSE_PROJECT_NAME'),
      ...retention,
      OFFSITE_ENDPOINT: optionalRef('OFFSITE_ENDPOINT'),
      OFFSITE_REGION: ref('OFFSITE_REGION'),
      OFFSITE_BUCKET: ref('OFFSITE_BUCKET'),
      OFFSITE_PREFIX: optionalRef('OFFSITE_PREFIX'),
      OFFSITE_AGE_RECIPIENT: optionalRef('OFFSITE_AGE_RECIPIENT'),
      OFFSITE_ACCESS_KEY: ref('OFFSITE_ACCESS_KEY'),
      OFFSITE_SECRET_KEY: ref('OFFSITE_SECRET_KEY'),
    },
    mounts: [{ kind: 'volume', source: 'backup-data', target: '/backups', readOnly: true }],
    tmpfs: [{ path: '/tmp', sizeMb: 16, uid: 999 }],
    healthcheck: { test: ['CMD', 'python', '/offsite.py', 'check'], intervalSeconds: 30, timeoutSeconds: 10 },
    resources: { memoryMb: 256, cpus: 0.5, pids: 64 },
    egress: true,
    note: 'Copies each dump to the bucket. It sees the dumps read-only, and needs no database.',
  };
}

export function compose(config: Backup, context: Context): ComposeContribution {
  return { service: dumps(context), ...(config.offsite === 's3' && { companions: { 'backup-offsite': offsite() } }) };
}
