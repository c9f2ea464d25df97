import * as z from 'zod';
import { defaultTag, images } from '../../kit/images';
import { ContainerPort } from '../../kit/values';

const run = { section: 'Run' } as const;
const memory = { section: 'Memory' } as const;

/**
 * Ways to make room when the memory is full. None of them takes away a key without an expiry: tasks that wait in a
 * queue have none.
 */
const evictions = ['volatile-lru', 'volatile-lfu', 'volatile-ttl', 'noeviction'] as const;

export const Valkey = z.strictObject({
  version: z.enum(images.valkey.tags).default(defaultTag(images.valkey)).meta({ title: 'Version', description: 'Tag of the official image.', ...run }),
  port: ContainerPort.default(6379).meta({ title: 'Port', description: 'Inside the network; never on the host.', variable: 'VALKEY_PORT', ...run }),
  persistence: z.enum(['none', 'aof']).default('none').meta({
    title: 'Keep over a restart',
    description: 'Caches and counters can be lost. A queue of tasks should be kept: at most the last second is lost then.',
    labels: { none: 'Nothing', aof: 'Everything' }, widget: 'segmented', ...run,
  }),
  maxmemoryMb: z.int().min(16).max(16_384).default(128).meta({
    title: 'Memory', unit: 'MiB', description: 'For all keys together. The container may use half as much again, and 64 MiB.', ...memory,
  }),
  eviction: z.enum(evictions).default('volatile-lru').meta({
    title: 'When it is full',
    description: 'Which of the keys that expire goes first. What never expires, such as a waiting task, always stays.',
    labels: {
      'volatile-lru': 'Not used for longest',
      'volatile-lfu': 'Used least often',
      'volatile-ttl': 'Nearest to its end',
      noeviction: 'None: refuse new ones',
    },
    ...memory,
  }),
});
export type Valkey = z.infer<typeof Valkey>;
