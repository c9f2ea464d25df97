import * as z from 'zod';

export const Hardening = z.strictObject({
  readOnly: z.boolean().default(true).meta({
    title: 'Read-only file systems',
    description: 'Containers can write to named volumes and memory only.',
  }),
  noNewPrivileges: z.boolean().default(true).meta({
    title: 'No new privileges',
    description: 'Programs in a container cannot become more powerful than they started.',
  }),
  capDrop: z.boolean().default(true).meta({
    title: 'Drop all capabilities',
    description: 'Takes every kernel privilege away that a service does not name.',
  }),
  limits: z.boolean().default(true).meta({
    title: 'Memory, CPU and process limits',
    description: 'One service that runs wild cannot take the host down.',
  }),
  separateDataNetwork: z.boolean().default(false).meta({
    title: 'Separate data network',
    description: 'The database gets an internal network that only its clients join.',
  }),
});
export type Hardening = z.infer<typeof Hardening>;
