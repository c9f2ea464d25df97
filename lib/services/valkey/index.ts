import type { Account } from '../../kit/capabilities';
import { images } from '../../kit/images';
import type { Context } from '../../kit/service';
import { defineService } from '../../kit/service';
import { ref, type Text } from '../../kit/text';
import { secret } from '../../kit/variable';
import { Valkey } from './schema';

const RUN_FOLDER = '/run/valkey';

function accounts({ incoming }: Context): Account[] {
  return incoming.flatMap(({ account }) => (account ? [account] : []));
}

/** What start.sh makes users from: for each its name, its purposes and where its password is. */
function userEnvironment(context: Context): Record<string, Text> {
  const all = accounts(context);
  return {
    VALKEY_USERS: all.map(({ role, uses, password }) => `${role}=${(uses ?? []).join(',')}=${password}`).join(' '),
    ...Object.fromEntries(all.map(({ password }) => [password, ref(password)])),
  };
}

export const valkey = defineService({
  id: 'valkey',
  title: 'Valkey',
  role: 'Memory that all replicas share: cache, rate limits, and the queue of tasks.',
  zone: 'data',
  presence: 'optional',
  icon: 'M12 3 4 7v10l8 4 8-4V7l-8-4ZM4 7l8 4 8-4M12 11v10M8 5l8 4',
  images: [images.valkey.name, 'redis'],
  schema: Valkey,
  summary: (config) => `valkey:${config.version.replace('-trixie', '')} · ${config.port}`,
  offers: (config) => [{ capability: 'cache', port: config.port, portText: ref('VALKEY_PORT') }],
  secrets: () => [{ kind: 'random', name: 'VALKEY_PASSWORD', length: 32, title: 'Password of the administrator of Valkey', change: 'Takes effect when the stack starts anew. No data depends on it.' }],
  variables: (config) => [
    { name: 'VALKEY_PORT', comment: 'Port inside the network.', value: String(config.port) },
    { name: 'VALKEY_PASSWORD', comment: 'Of the user admin, for people; no application logs in with it.', value: secret('VALKEY_PASSWORD') },
  ],
  compose: (config, context) => ({
    service: {
      image: `${images.valkey.name}:${config.version}`,
      user: '999:999',
      entrypoint: ['sh', '/etc/valkey/start.sh'],
      command: ['--maxmemory', `${config.maxmemoryMb}mb`, '--maxmemory-policy', config.eviction, '--appendonly', config.persistence === 'aof' ? 'yes' : 'no'],
      environment: { VALKEY_PORT: ref('VALKEY_PORT'), VALKEY_PASSWORD: ref('VALKEY_PASSWORD'), ...userEnvironment(context) },
      mounts: [
        { kind: 'bind', source: './valkey', target: '/etc/valkey', readOnly: true },
        ...(config.persistence === 'aof' ? [{ kind: 'volume', source: 'valkey-data', target: '/data' } as const] : []),
      ],
      tmpfs: [
        { path: '/tmp', sizeMb: 1, uid: 999 },
        { path: RUN_FOLDER, sizeMb: 1, uid: 999, mode: '0700' },
        ...(config.persistence === 'none' ? [{ path: '/data', sizeMb: 1, uid: 999, mode: '0700' }] : []),
      ],
      healthcheck: { test: ['CMD', 'sh', '/etc/valkey/healthcheck.sh'], intervalSeconds: 10, startPeriodSeconds: 20 },
      resources: { memoryMb: Math.ceil(config.maxmemoryMb * 1.5) + 64, cpus: 0.5, pids: 64 },
      stopGraceSeconds: 10,
      note: 'A user for each application, with its own keys and no command that administers: see valkey/start.sh.',
    },
  }),
  readmeSections: () => ['cache'],
  gaps: () => [{ numbers: [45], what: 'No TLS between the applications and Valkey', why: "The traffic stays within one host's bridge network, and passwords with it." }],
});
