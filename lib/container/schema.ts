import * as z from 'zod';
import { callable, capabilities } from '../kit/capabilities';
import { defaultTag, images } from '../kit/images';
import { AddressList, Port } from '../kit/values';
import { MemoryFolders, SecretNames, Variables, Volumes } from './entries';
import { ImageReference } from './image';
import { commandWords } from './words';

/** Docker's default set and two that programs often ask for (capabilities(7)). None leads out of the container. */
export const knownCapabilities = [
  'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'SETGID', 'SETUID', 'SETPCAP', 'NET_BIND_SERVICE', 'NET_RAW', 'SYS_CHROOT',
  'AUDIT_WRITE', 'IPC_LOCK', 'SYS_NICE',
] as const;

export const containerExposures = ['none', 'public', 'allowlist', 'basic-auth', 'both'] as const;
export const healthChecks = ['http', 'tcp', 'command', 'none'] as const;

const CommandLine = z
  .string()
  .regex(/^[^\0\r\n\t]*$/, { error: 'Use one line, without tabs' })
  .max(1000, { error: 'At most 1000 characters' })
  .refine((line) => commandWords(line) !== undefined, { error: 'A quote is not closed' });

const program = { section: 'Program' } as const;
const access = { section: 'Access' } as const;
const settings = { section: 'Settings and data' } as const;
const health = { section: 'Health check' } as const;
const limits = { section: 'Hardening and limits' } as const;
const routed = { visibleWhen: { field: 'exposure', in: ['public', 'allowlist', 'basic-auth', 'both'] } } as const;

/** A container that people add themselves: what is in it, who reaches it, what it may do. */
export const Container = z.strictObject({
  source: z.enum(['image', 'build']).default('image').meta({
    title: 'Comes from', description: 'A finished image, or a folder of this repository with a Dockerfile. The export puts a small program there that runs at once, for you to replace.',
    labels: { image: 'Image', build: 'Build' }, widget: 'segmented', ...program,
  }),
  image: ImageReference.default(`${images.nginx.name}:${defaultTag(images.nginx)}`).meta({
    title: 'Image', description: 'With an exact tag or a digest.', placeholder: 'ghcr.io/you/app:1.2.3', visibleWhen: { field: 'source', in: ['image'] }, ...program,
  }),
  command: CommandLine.default('').meta({
    title: 'Command', description: "Empty: the image's own. Quotes keep words together; nothing is filled in by a shell.", placeholder: 'npm run start', ...program,
  }),
  port: Port.default(8080).meta({ title: 'Port', description: 'Where the program listens, inside the network. Never on the host.', ...program }),
  exposure: z.enum(containerExposures).default('none').meta({
    title: 'From outside', description: 'Not routed: only other containers reach it, by its name and port.',
    labels: { none: 'Not routed', public: 'Everybody', allowlist: 'Allowed addresses', 'basic-auth': 'Password', both: 'Addresses and password' }, ...access,
  }),
  route: z
    .string()
    .regex(/^((\/[a-z0-9][a-z0-9_-]*)+)?$/, { error: 'Use a path such as /shop, in lower case, without a slash at the end' })
    .max(80, { error: 'At most 80 characters' })
    .default('')
    .meta({ title: 'Path', description: 'Everything below it goes to this container. Empty: a slash and its name.', placeholder: '/shop', ...routed, ...access }),
  stripPath: z.boolean().default(true).meta({
    title: 'Take the path off', description: 'The program sees / instead of the path. Off for one that knows where it is routed.', ...routed, ...access,
  }),
  allow: AddressList.default([]).meta({
    title: 'Allowed addresses', description: 'Addresses or ranges, IPv4 or IPv6.', placeholder: '203.0.113.7', visibleWhen: { field: 'exposure', in: ['allowlist', 'both'] }, ...access,
  }),
  csp: z
    .string()
    .regex(/^[\x20-\x7e]*$/, { error: 'Use printable ASCII characters on one line' })
    .max(1000, { error: 'At most 1000 characters' })
    .default('')
    .meta({ title: 'Content security policy', description: "What its pages may load and run. Empty: the site's own, which is strict.", placeholder: "default-src 'self'", ...routed, ...access }),
  uses: z.array(z.enum(callable)).max(callable.length).default([]).meta({
    title: 'Uses', description: 'Puts it on their networks. It starts after them, but not after web page and mail. SQL gives it a role of its own, with a schema of that name: DB_HOST, DB_PORT, DB_NAME, DB_USER and DB_PASSWORD. Draw it on the diagram, too.',
    labels: Object.fromEntries(callable.map((capability) => [capability, capabilities[capability].title])), ...access,
  }),
  egress: z.boolean().default(false).meta({
    title: 'Calls the internet', description: 'A way out for it, in a design whose networks are internal. With one network everybody has one.', ...access,
  }),
  variables: Variables.default([]).meta({
    title: 'Variables', description: 'One in a line. They stand in .env, with the name of the container in front.', placeholder: 'LOG_LEVEL=info', widget: 'lines', ...settings,
  }),
  secrets: SecretNames.default([]).meta({
    title: 'Secrets', description: 'Names only: values are made at export. With secrets in files the program finds the path in NAME_FILE instead.', placeholder: 'SESSION_KEY', ...settings,
  }),
  volumes: Volumes.default([]).meta({
    title: 'Volumes', description: 'Kept when the container goes. In the image the folder must belong to the user below.', placeholder: 'data:/var/lib/data', ...settings,
  }),
  health: z.enum(healthChecks).default('http').meta({
    title: 'How', description: 'HTTP and TCP need a shell in the image, and one of wget, curl, python3 or node (TCP: nc, bash, python3 or node). Use a command for an image that has none.',
    labels: { http: 'HTTP', tcp: 'TCP', command: 'Command', none: 'None' }, widget: 'segmented', ...health,
  }),
  healthPath: z
    .string()
    .regex(/^\/[A-Za-z0-9._~/?&=%-]*$/, { error: 'Use a path such as /healthz' })
    .max(200, { error: 'At most 200 characters' })
    .default('/')
    .meta({ title: 'Health path', description: 'Asked on the port above, inside the container. Anything but success is unhealthy.', placeholder: '/healthz', visibleWhen: { field: 'health', in: ['http'] }, ...health }),
  healthCommand: CommandLine.default('true').refine((line) => (commandWords(line) ?? ['']).length > 0, { error: 'Name a program of the image, such as /app/healthcheck' }).meta({
    title: 'Health command', description: 'Ends with 0 when all is well. Runs without a shell, as the user below.', placeholder: '/app/healthcheck', visibleWhen: { field: 'health', in: ['command'] }, ...health,
  }),
  user: z
    .string()
    .regex(/^(0|[1-9]\d{0,8}):(0|[1-9]\d{0,8})$/, { error: 'Use numbers: user:group, such as 10001:10001' })
    .default('10001:10001')
    .meta({ title: 'User', description: 'Numbers of user and group. 0 is root, for images that cannot do without.', placeholder: '10001:10001', ...limits }),
  readOnly: z.boolean().default(true).meta({
    title: 'Read-only file system', description: 'It writes to volumes and memory only. Off for images that write elsewhere.', ...limits,
  }),
  tmpfs: MemoryFolders.default(['/tmp']).meta({ title: 'Folders in memory', description: 'Writable, and empty after each start.', placeholder: '/tmp', ...limits }),
  tmpfsMb: z.int().min(1).max(4096).default(64).meta({ title: 'Size of each', unit: 'MB', description: 'Of a folder in memory; it counts as memory.', ...limits }),
  capabilities: z.array(z.enum(knownCapabilities)).max(knownCapabilities.length).default([]).meta({
    title: 'Capabilities', description: 'Kernel privileges to give back. Most programs need none.', ...limits,
  }),
  memoryMb: z.int().min(16).max(65_536).default(256).meta({ title: 'Memory', unit: 'MB', description: 'More, and it is stopped and started again.', ...limits }),
  cpus: z.number().min(0.1).max(64).default(0.5).meta({ title: 'CPUs', description: 'Parts of one are fine.', ...limits }),
  pids: z.int().min(8).max(32_768).default(128).meta({ title: 'Processes', description: 'And threads, at once.', ...limits }),
});
export type Container = z.infer<typeof Container>;
