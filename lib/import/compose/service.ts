import { fields } from '../../kit/fields';
import { filled } from '../../kit/fill';
import { isServiceId } from '../../stack';
import { serviceIds, services, type ServiceId } from '../../services';
import type { AnyService } from '../../kit/service';
import type { Env } from '../dotenv';
import { looksSecret } from '../secretive';
import type { Entry } from '../yaml-tree';
import { entryOf } from '../yaml-tree';
import type { Gathered } from './draft';
import { keySentence, named, unknownSentence } from './sentences';
import { imageParts, portIn, settingsIn } from './values';

/** The service of this tool that an image stands for. Each service says it of itself. */
export function serviceOfImage(image: string): ServiceId | undefined {
  const { name } = imageParts(image);
  return serviceIds.find((id) => (services[id] as AnyService).images?.includes(name));
}

const major = (tag: string) => /\d+/.exec(tag)?.[0];

/** The version that is nearest to a tag: the same one, or one of the same major version. */
function versionFor(choices: readonly string[], tag: string): string | undefined {
  return choices.find((choice) => choice === tag) ?? choices.find((choice) => major(choice) === major(tag));
}

function readImage(id: ServiceId, image: string, line: number, into: Gathered): void {
  const { title, schema, images: names }: AnyService = services[id];
  const { name, tag } = imageParts(image);
  const version = fields(schema).find(({ name: field, choices }) => field === 'version' && choices);
  const usual = String(version?.default ?? '');
  const nearest = tag === undefined || name !== names?.[0] ? undefined : versionFor(version?.choices?.map(({ value }) => value) ?? [], tag);
  if (version && nearest !== undefined) into.set('services', id, version.name, nearest, line);
  if (nearest === undefined || nearest !== tag) into.leave(line, `${title} is version ${nearest ?? usual} here, not ${named(image)}: a stack runs the versions that were tried with it.`);
}

function readEnvironment(id: ServiceId, value: Entry, env: Env, into: Gathered): string[] {
  const { title, schema }: AnyService = services[id];
  const read: string[] = [];
  for (const { name, value: written, line } of settingsIn(value.value)) {
    const { text, missing } = filled(written ?? `\${${name}}`, env);
    const field = fields(schema).find(({ variable }) => variable === name);
    if (!field) {
      into.leave(line, looksSecret(name, text) ? `${named(name)} looks like a secret and is left out: a design has none. ${title} gets secrets of its own at export.` : `${named(name)} is left out: ${title} has no field for it here.`);
    } else if (missing.length > 0) into.leave(line, unknownSentence(named(name), missing));
    else {
      const problem = into.set('services', id, field.name, text, line);
      if (problem === undefined) read.push(`${field.title} ${text}`);
      else into.leave(line, `${named(name)} stays ${String(field.default)}: ${problem}.`);
    }
  }
  return read;
}

/** Ports of the host that the edge publishes; a port of anything else stays inside. */
function readPorts(id: ServiceId, value: Entry, env: Env, into: Gathered): string[] {
  const { title, schema, publicPorts }: AnyService = services[id];
  const read: string[] = [];
  for (const item of value.value.kind === 'list' ? value.value.items : []) {
    const port = portIn(item, env);
    const field = publicPorts && fields(schema).find(({ widget, default: usual }) => widget === 'number' && usual === port?.target);
    if (port && field && into.set('services', id, field.name, String(port.published ?? port.target), item.line) === undefined) {
      read.push(`${field.title} ${port.published ?? port.target}`);
      if (port.address !== undefined) into.leave(item.line, `The address ${named(port.address)} is left out: choose where ${title} listens in its form.`);
    } else into.leave(item.line, `This port is left out: ${publicPorts ? `${title} publishes one for HTTP and one for HTTPS.` : `nothing but the entry is published on the host; ${title} is reached inside the network.`}`);
  }
  return read;
}

/** What is read apart from the table of sentences. */
const READ = new Set(['image', 'environment', 'ports']);

/** Switches one of our services on, with what of its settings is understood. */
export function readService(id: ServiceId, { key, line, value }: Entry, image: string, env: Env, into: Gathered): void {
  if (!isServiceId(id)) return;
  into.services[id] ??= {};
  readImage(id, image, entryOf(value, 'image')?.line ?? line, into);
  const environment = entryOf(value, 'environment');
  const ports = entryOf(value, 'ports');
  const read = [...(environment ? readEnvironment(id, environment, env, into) : []), ...(ports ? readPorts(id, ports, env, into) : [])];
  into.understood.push({ line, message: `${named(key)} is ${services[id].title} of this stack${read.length > 0 ? `: ${read.join(', ')}` : ''}.` });
  for (const entry of value.kind === 'map' ? value.entries : []) {
    if (READ.has(entry.key)) continue;
    into.leave(entry.line, ['volumes', 'healthcheck', 'command', 'user', 'build', 'labels', 'depends_on', 'expose', 'tmpfs'].includes(entry.key) ? `${named(entry.key)} is left out: ${services[id].title} has its own here.` : keySentence(entry.key));
  }
}
