import { forwardsTo, inField, isOpen, type Hit, type ServiceRule } from '../kit/audit';
import type { Exposure, Middleware, RunningService } from '../kit/exposure';
import { isWholeVersion } from '../kit/images';
import { references } from '../kit/references';
import { limitsScripts, openScripts } from '../kit/script-policy';
import { PLACEHOLDER } from '../kit/secret';
import { secretName } from './compose';
import { splitVariable } from './entries';
import { Container } from './schema';

const defaults = Container.parse({});

function hitIn({ services }: Exposure, id: string, isWrong: (service: RunningService) => boolean, key: string, what: (service: RunningService) => string): Hit[] {
  return services.filter((service) => service.id === id && isWrong(service)).map((service) => ({ where: service.place(key), what: what(service) }));
}

/** A password in an address, or a name that promises one. */
const CREDENTIALS = /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i;
const NAMED = /(^|_)(KEY|AUTH|CREDENTIALS?|PWD|PASS)$/;

function looksSecret(name: string, value: string): boolean {
  return CREDENTIALS.test(value) || (NAMED.test(name) && value.length >= 8 && value !== PLACEHOLDER);
}

function secretVariables({ example }: Exposure, id: string): Hit[] {
  const prefix = secretName(id, '');
  return [...example].flatMap(([name, { value, where }]) => {
    const variable = name.slice(prefix.length);
    return name.startsWith(prefix) && looksSecret(variable, value) ? [{ where, what: `${variable} of ${id} is readable in .env.example and in the design.`, key: variable }] : [];
  });
}

function volumesOf({ data }: RunningService): string[] {
  return (data.volumes ?? []).flatMap(({ type, source, read_only }) => (type === 'volume' && read_only !== true && source !== undefined ? [source] : []));
}

function openPolicy({ options, where }: Middleware): Hit[] {
  const policy = options['contentsecuritypolicy'];
  if (typeof policy !== 'string') return [];
  if (!limitsScripts(policy)) return [{ where, what: 'Its policy says nothing of scripts.' }];
  const open = openScripts(policy);
  return open === undefined ? [] : [{ where, what: `Scripts: ${open}.` }];
}

/** Rules about containers of the owner's; the same for each. */
export const audit: readonly ServiceRule<Container>[] = [
  {
    id: 'containers/secret-in-variables', severity: 'high', title: 'A secret stands in a variable',
    why: 'Variables are part of the design, its link and the repository, so everybody who sees one of them has it.',
    reference: references.secrets, find: secretVariables,
    fix: {
      label: 'Make it a secret, and write its value into the export',
      change: ({ variables, secrets }, { hit }) =>
        hit.key === undefined || secrets.length >= 20 ? undefined : { variables: variables.filter((entry) => splitVariable(entry).name !== hit.key), secrets: [...secrets, hit.key] },
    },
    byHand: { words: 'Take it out of the variables, and name it among the secrets.', at: inField('variables') },
  },
  {
    id: 'containers/root', severity: 'medium', title: 'A container runs as root',
    why: 'A hole in its program is one in everything that the container sees, and a step towards the host.',
    reference: references.dockerUser, find: (exposure, id) => hitIn(exposure, id, ({ data }) => /^0:/.test(data.user ?? '0:'), 'user', ({ data }) => `Its user is ${data.user ?? "the image's own"}.`),
    fix: { label: defaults.user, change: () => ({ user: defaults.user }) },
  },
  {
    id: 'containers/root-group', severity: 'low', title: "A container is in root's group",
    why: 'Files of an image that root shares with its group are open to it.',
    reference: references.dockerUser, find: (exposure, id) => hitIn(exposure, id, ({ data }) => /^[1-9]\d*:0$/.test(data.user ?? ''), 'user', ({ data }) => `Its user is ${data.user}.`),
    fix: { label: 'A group of its own', change: ({ user }) => ({ user: user.replace(/^(\d+):0$/, '$1:$1') }) },
  },
  {
    id: 'containers/writable', severity: 'medium', title: 'A container can write to its own file system',
    why: 'Whoever gets in can leave a program there and change the one that runs.',
    reference: references.rootFilesystem, find: (exposure, id) => hitIn(exposure, id, ({ data }) => data.read_only === false, 'read_only', () => 'read_only is false.'),
    fix: { label: 'Read-only, with volumes and memory for what it writes', change: () => ({ readOnly: true }) },
  },
  {
    id: 'containers/capabilities', severity: 'low', title: 'A container has kernel privileges',
    why: 'Each is one more thing that a hole in its program can be used for.',
    reference: references.capabilities, find: (exposure, id) => hitIn(exposure, id, ({ data }) => (data.cap_add ?? []).length > 0, 'cap_add', ({ data }) => `It has ${(data.cap_add ?? []).join(', ')}.`),
    fix: { label: 'None', change: () => ({ capabilities: [] }) },
  },
  {
    id: 'containers/no-health', severity: 'low', title: 'A container has no health check',
    why: 'A program that hangs looks well to Docker, and Traefik keeps sending people to it.',
    reference: references.health, find: (exposure, id) => hitIn(exposure, id, ({ data }) => data.healthcheck === undefined || data.healthcheck.disable === true, 'healthcheck', () => 'Nobody asks whether it answers.'),
    fix: { label: 'Ask its port', change: () => ({ health: 'tcp' }) },
  },
  {
    id: 'containers/public', severity: 'low', title: 'A container is open to everybody',
    why: 'What it lets people do is up to a program that this design does not know.',
    reference: references.authentication,
    find: (exposure, id) => forwardsTo(exposure, id).filter(isOpen).map(({ path, where }) => ({ where, what: `${id} is at ${path}, for everybody.` })),
    fix: { label: 'Ask for a password first', change: (_config, { facts, exposure }) => (exposure.edge === undefined && facts.hardening.secrets === 'files' ? undefined : { exposure: 'basic-auth' }) },
    byHand: { words: 'Choose addresses that may come.', at: inField('exposure') },
  },
  {
    id: 'containers/moving-tag', severity: 'info', title: 'An image is named by less than a whole version',
    why: 'Such a tag moves with every release, so the next pull may be another program; a whole version or a digest stays.',
    reference: references.digests,
    find: (exposure, id) => hitIn(exposure, id, ({ data }) => data.image !== undefined && !data.image.includes('@sha256:') && !isWholeVersion(data.image), 'image', ({ data }) => `${data.image} is what its owner says it is on that day.`),
    byHand: { words: 'Name a whole version such as 1.2.3, or a digest.', at: inField('image') },
  },
  {
    id: 'containers/calls-out', severity: 'info', title: 'A container may call the internet',
    why: 'Whoever takes it over can send out what it sees.',
    reference: references.networkSegmentation, find: (exposure, id) => hitIn(exposure, id, ({ networks }) => networks.includes('egress'), 'networks', () => 'It is on the network that leads out.'),
    fix: { label: 'No way out', change: () => ({ egress: false }) },
  },
  {
    id: 'containers/volume-unsaved', severity: 'info', title: 'What a container keeps is in no backup',
    why: 'Backups of this stack are of the database alone, so a lost disk takes the volumes of a container for good.',
    reference: references.volumes,
    find: ({ services }, id) => services.filter((service) => service.id === id).flatMap((service) => {
      const kept = volumesOf(service);
      return kept.length > 0 ? [{ where: service.place('volumes'), what: `Nothing saves ${kept.join(', ')}.` }] : [];
    }),
    byHand: { words: 'Save what cannot be made again from the host, or have the program keep it in the database.', at: inField('volumes') },
  },
  {
    id: 'containers/csp-unsafe', severity: 'low', title: 'Pages of a container may run any script',
    why: 'They are on the origin of the site, so a script smuggled into one can do what the site itself can.',
    reference: references.csp,
    find: (exposure, id) => forwardsTo(exposure, id).flatMap(({ middlewares }) => middlewares.flatMap(openPolicy)),
    fix: { label: "The site's strict policy", change: () => ({ csp: '' }) },
  },
];
