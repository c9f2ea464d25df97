import type { ServiceRule } from '../../kit/audit';
import type { Valkey } from './schema';

export const audit: readonly ServiceRule<Valkey>[] = [
  {
    id: 'valkey/queue-in-memory', severity: 'low', title: 'Waiting tasks are in memory alone',
    why: 'A restart of Valkey loses every task that nobody has begun, without a trace.',
    reference: { name: 'Valkey: persistence', url: 'https://valkey.io/topics/persistence/' },
    find: ({ services, calls }, id) => {
      const own = services.find((service) => service.id === id);
      const command = own?.data.command ?? [];
      const at = command.indexOf('--appendonly') + 1;
      const takesTasks = services.some((service) => (service.data.command ?? []).includes('celery') && calls.some(({ from, to }) => from === service.id && to === id));
      return own && takesTasks && at > 0 && command[at] === 'no' ? [{ where: own.place('command', at), what: 'Nothing is written to a disk.' }] : [];
    },
    fix: { label: 'Keep everything over a restart', change: () => ({ persistence: 'aof' }) },
  },
];
