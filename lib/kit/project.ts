import * as z from 'zod';

/** Hosts that no public certificate authority signs for (RFC 6761, RFC 8375, RFC 9476 and common private names). */
const PRIVATE_SUFFIXES = ['localhost', 'local', 'test', 'example', 'invalid', 'internal', 'lan', 'home.arpa', 'onion'];

/** Whether a public certificate authority could ever issue for this name. */
export function isPublicDomain(domain: string): boolean {
  const labels = domain.split('.');
  return labels.length > 1 && !PRIVATE_SUFFIXES.some((suffix) => domain === suffix || domain.endsWith(`.${suffix}`));
}

const HOST_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A host name in lower case, without scheme, port or path. */
export const HostName = z.string().regex(HOST_NAME, {
  error: 'Use a host name in lower case, such as localhost or app.example.com, without https://, port or path',
});

export const environments = ['production', 'development'] as const;

export const Project = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, {
      error: 'Use 1 to 40 lower-case letters, digits, - or _, beginning with a letter',
    })
    .default('base2')
    .meta({
      title: 'Name',
      description: 'Names the folder, the containers and the volumes. Two stacks on one host need two names.',
      variable: 'COMPOSE_PROJECT_NAME',
    }),
  domain: HostName.default('localhost').meta({
    title: 'Domain',
    description: 'Where people open it. localhost runs on your own machine.',
    variable: 'WEBSITE_DOMAIN',
    placeholder: 'app.example.com',
  }),
  environment: z.enum(environments).default('production').meta({
    title: 'Environment',
    description: 'Production hides API docs and error details; development shows them.',
    variable: 'ENV',
    widget: 'segmented',
    labels: { production: 'Production', development: 'Development' },
  }),
  network: z
    .string()
    .regex(/^([a-z0-9][a-z0-9_.-]{0,62})?$/, {
      error: 'Use lower-case letters, digits, _ . -, or leave it empty for <name>_network',
    })
    .default('')
    .meta({
      title: 'Docker network',
      description: 'Empty: the name above followed by _network.',
      variable: 'NETWORK_NAME',
      placeholder: 'base2_network',
    }),
});
export type Project = z.infer<typeof Project>;
