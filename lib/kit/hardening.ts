import * as z from 'zod';

/** Ways to split the stack into networks; all but the first one of each are internal. */
export const networkModes = ['one', 'data', 'tiers'] as const;

/** Where the exported stack keeps its secrets. */
export const secretModes = ['env', 'files'] as const;

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
  networks: z.enum(networkModes).default('one').meta({
    title: 'Networks',
    description: 'Internal networks have no way out to the internet, and only those that talk to each other share one.',
    widget: 'segmented',
    labels: { one: 'One', data: 'Data apart', tiers: 'Edge, app, data' },
  }),
  secrets: z.enum(secretModes).default('env').meta({
    title: 'Secrets',
    description: 'In .env, or a file for each that only the containers in need of it see. Files stay out of docker inspect.',
    widget: 'segmented',
    labels: { env: 'In .env', files: 'Files' },
  }),
});
export type Hardening = z.infer<typeof Hardening>;
