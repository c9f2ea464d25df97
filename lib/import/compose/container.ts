import { Container, knownCapabilities } from '../../container';
import { filled } from '../../kit/fill';
import type { Env } from '../dotenv';
import { hasSecret } from '../secretive';
import { entryOf, leafText, type Entry, type Tree } from '../yaml-tree';
import { readEnvironment } from './environment';
import { healthIn } from './health';
import { readRoute } from './route';
import { keySentence, named, unknownSentence } from './sentences';
import { commandLine, imageParts, megabytes, portIn, textsIn } from './values';

/** A container while it is read: its fields, where each stands, and what of it has no place. */
export class Reading {
  readonly config: Record<string, unknown> = {};
  readonly lines = new Map<string, number>();
  readonly left: { readonly line: number; readonly message: string }[] = [];

  constructor(
    /** In the file. */
    readonly name: string,
    readonly env: Env,
    /** Another name for each service that has one here. */
    readonly renamed: ReadonlyMap<string, string>,
  ) {}

  set(field: string, value: unknown, line: number): void {
    this.config[field] = value;
    this.lines.set(field, line);
  }

  add(field: string, value: string, line: number): void {
    const list = (this.config[field] ??= []) as string[];
    if (!list.includes(value)) list.push(value);
    if (!this.lines.has(field)) this.lines.set(field, line);
  }

  leave(line: number, message: string): void {
    this.left.push({ line, message });
  }

  /** A text with its variables; undefined, and said, where one of them has no value. */
  fill(text: string, line: number, what: string): string | undefined {
    const { text: value, missing } = filled(text, this.env);
    if (missing.length === 0) return value;
    this.leave(line, unknownSentence(what, missing));
    return undefined;
  }
}

/** What a container of the owner's is when nothing is said. */
const containerDefaults = Container.parse({});

type Reader = (entry: Entry, reading: Reading) => void;

/** Stands where a file names no version: whoever starts the stack sees what is to be chosen. */
const NO_VERSION = '0-choose-a-version';

const image: Reader = ({ value, line }, reading) => {
  const written = leafText(value);
  const text = written === undefined ? undefined : reading.fill(written, line, 'The image');
  if (text === undefined) return;
  const { tag, digest } = imageParts(text);
  if (digest || (tag !== undefined && /\d/.test(tag))) return reading.set('image', text, line);
  const bare = tag === undefined ? text : text.slice(0, -tag.length - 1);
  reading.set('image', `${bare}:${NO_VERSION}`, line);
  reading.leave(line, `${named(text)} names no version, so it is another program tomorrow: choose one in the form of the container.`);
};

const build: Reader = ({ line }, reading) => {
  reading.set('source', 'build', line);
  reading.leave(line, 'Where its code lies is left out: the export has a folder for it below containers/, put your Dockerfile and code there.');
};

const command: Reader = ({ value, line }, reading) => {
  const text = value.kind === 'list' ? commandLine(textsIn(value).map((each) => each.text)) : (leafText(value) ?? '');
  const whole = reading.fill(text.replaceAll('\n', ' ').trim(), line, 'The command');
  if (whole === undefined) return;
  if (hasSecret(whole)) reading.leave(line, 'The command is left out: it looks as if there were a secret in it, and a design has none.');
  else reading.set('command', whole, line);
};

const expose: Reader = ({ value, line }, reading) => {
  const [first] = value.kind === 'list' ? value.items.flatMap((item) => portIn(item, reading.env) ?? []) : [];
  if (first && !reading.lines.has('port')) reading.set('port', first.target, line);
};

const ports: Reader = ({ value }, reading) => {
  for (const item of value.kind === 'list' ? value.items : []) {
    const port = portIn(item, reading.env);
    if (!port) reading.leave(item.line, 'This port is not understood, and left out.');
    else {
      if (!reading.lines.has('port')) reading.set('port', port.target, item.line);
      if (port.published !== undefined) reading.leave(item.line, `Port ${port.published} of the host is left out: nothing but the entry is published. Give the container a path under “From outside” if people are to reach it.`);
    }
  }
};

const NAMED = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;

function volumeOf(item: Tree): { readonly source: string; readonly target: string } | undefined {
  if (item.kind === 'leaf') {
    const [source = '', target = ''] = item.text.split(':');
    return { source, target };
  }
  const of = (key: string) => leafText(entryOf(item, key)?.value) ?? '';
  return { source: of('type') === 'volume' ? of('source') : `./${of('source')}`, target: of('target') };
}

const volumes: Reader = ({ value }, reading) => {
  for (const item of value.kind === 'list' ? value.items : []) {
    const volume = volumeOf(item);
    if (item.kind === 'map' && leafText(entryOf(item, 'type')?.value) === 'tmpfs') reading.add('tmpfs', volume?.target ?? '', item.line);
    else if (volume && NAMED.test(volume.source) && volume.target.startsWith('/')) reading.add('volumes', `${volumeName(volume.source, reading.name)}:${volume.target.replace(/(?<=.)\/$/, '')}`, item.line);
    else reading.leave(item.line, `${named(volume ? `${volume.source}:${volume.target}`.replace(/:$/, '') : '?')} is left out: a container of a design has volumes, and no folder of the host. Put the files into its image.`);
  }
};

/** As a design has it, and without the name of the container, which it gets in front again. */
function volumeName(source: string, container: string): string {
  const plain = source.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  const own = source.startsWith(`${container}_`) ? plain.slice(container.length + 1) : plain;
  return own.slice(0, 30).replace(/-+$/, '') || 'data';
}

const tmpfs: Reader = ({ value }, reading) => {
  for (const { text, line } of textsIn(value)) {
    reading.add('tmpfs', text.split(':')[0] ?? '', line);
    const size = megabytes(/size=([^,]+)/.exec(text)?.[1] ?? '');
    if (size !== undefined) reading.set('tmpfsMb', size, line);
  }
};

const capAdd: Reader = ({ value }, reading) => {
  for (const { text, line } of textsIn(value)) {
    const name = text.toUpperCase().replace(/^CAP_/, '');
    if (knownCapabilities.some((known) => known === name)) reading.add('capabilities', name, line);
    else reading.leave(line, `The capability ${named(text)} is left out: no container of a stack can have it.`);
  }
};

const user: Reader = ({ value, line }, reading) => {
  const text = reading.fill(leafText(value) ?? '', line, 'The user');
  if (text === undefined) return;
  if (/^\d+(:\d+)?$/.test(text)) reading.set('user', text.includes(':') ? text : `${text}:${text}`, line);
  else reading.leave(line, `The user ${named(text)} is left out: a design has numbers, such as 1000:1000.`);
};

const healthcheck: Reader = ({ value, line }, reading) => {
  const found = healthIn(value);
  if (!found) return reading.leave(line, 'The health check is left out: it is not understood, or there is a secret in it.');
  const { port, ...fields } = found;
  for (const [field, each] of Object.entries(fields)) reading.set(field, each, line);
  if (port !== undefined && !reading.lines.has('port')) reading.set('port', port, line);
};

const number = (field: string): Reader => ({ value, line }, reading) => {
  const text = reading.fill(leafText(value) ?? '', line, 'The limit');
  if (text !== undefined && /^\d+(\.\d+)?$/.test(text)) reading.set(field, Number(text), line);
};

const memory: Reader = ({ value, line }, reading) => {
  const size = megabytes(reading.fill(leafText(value) ?? '', line, 'The limit') ?? '');
  if (size !== undefined) reading.set('memoryMb', size, line);
};

const deploy: Reader = ({ value, line }, reading) => {
  const limits = entryOf(entryOf(value, 'resources')?.value, 'limits')?.value;
  const read: Record<string, Reader> = { memory, cpus: number('cpus'), pids: number('pids') };
  for (const entry of limits?.kind === 'map' ? limits.entries : []) read[entry.key]?.(entry, reading);
  const others = value.kind === 'map' ? value.entries.filter(({ key }) => key !== 'resources') : [];
  if (others.length > 0 || !limits) reading.leave(line, keySentence('deploy'));
};

const readers: ReadonlyMap<string, Reader> = new Map(Object.entries({
  image, build, command, expose, ports, volumes, tmpfs, user, healthcheck, deploy,
  cap_add: capAdd,
  mem_limit: memory,
  cpus: number('cpus'),
  pids_limit: number('pids'),
  environment: readEnvironment,
  labels: readRoute,
  read_only: ({ value, line }, reading) => reading.set('readOnly', leafText(value) === 'true', line),
  // Who depends on whom is read where all names are known.
  depends_on: () => undefined,
  links: () => undefined,
} satisfies Record<string, Reader>));

/** Reads a service of a compose file as a container of the owner's. Keys that have no place are named. */
export function readContainer({ value, line }: Entry, reading: Reading): Reading {
  for (const entry of value.kind === 'map' ? value.entries : []) {
    const read = readers.get(entry.key);
    if (read) read(entry, reading);
    else reading.leave(entry.line, keySentence(entry.key));
  }
  // A build may name the image that it makes: that one is not to be fetched.
  if (reading.config['source'] === 'build') delete reading.config['image'];
  if (!reading.lines.has('health')) {
    reading.set('health', reading.lines.has('port') ? 'tcp' : 'none', line);
    reading.leave(line, reading.lines.has('port') ? 'There is no health check in the file: its port is asked whether somebody listens.' : 'There is neither a health check nor a port in the file: Docker sees only whether its process is there.');
  }
  if (!reading.lines.has('port')) reading.leave(line, `Its port is not in the file: ${containerDefaults.port} is assumed.`);
  return reading;
}
