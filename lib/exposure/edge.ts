import type { FileTree } from '../kit/file-tree';
import type { Middleware, Place, RunningService, Setting, Source } from '../kit/exposure';
import { labelsOf } from './compose';
import { sentenceOf } from './says';
import { rendered } from './settings';
import { sourceOf } from './source';
import { fieldsOf, lowered, textOf, type Fields } from './values';

/** Something that the edge is told, by a file or by labels; its keys are in lower case. */
export interface Told {
  readonly provider: 'file' | 'docker';
  readonly name: string;
  readonly fields: Fields;
  /** The container with the label. */
  readonly on?: string;
  place(key?: string): Place;
}

export interface Edge {
  /** The container; none where the edge is the host's. */
  readonly id?: string;
  readonly staticFile?: Source;
  /** Where it asks for containers. */
  readonly endpoint: string;
  readonly dynamicFiles: readonly Source[];
  readonly routers: readonly Told[];
  readonly backends: readonly Told[];
  readonly middlewares: readonly Told[];
}

const STATIC = /\/traefik\.ya?ml$/;
const LABEL = /^traefik\.http\.(routers|services|middlewares)\.([^.]+)\.(.+)$/i;
type Part = 'routers' | 'services' | 'middlewares';

/** The file of this tree that a container sees at a path. */
function mounted({ data }: RunningService, target: (path: string) => boolean): string | undefined {
  const mounts = Array.isArray(data.volumes) ? data.volumes : [];
  const source = mounts.find((mount) => mount.type === 'bind' && target(mount.target ?? ''))?.source;
  return source?.replace(/^\.\//, '');
}

function filled(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === 'string') return fill(value);
  if (Array.isArray(value)) return value.map((each) => filled(each, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, fill)]));
}

function toldByFile(source: Source, part: Part, fill: (text: string) => string): Told[] {
  return Object.entries(fieldsOf(fieldsOf(fieldsOf(source.data)['http'])[part])).map(([name, value]) => ({
    provider: 'file',
    name,
    fields: fieldsOf(lowered(filled(value, fill))),
    place: (key) => source.place(['http', part, name, ...(key === undefined ? [] : [key])]),
  }));
}

/** `a.b.c` → `{a: {b: {c: …}}}`. */
function put(into: Record<string, unknown>, path: readonly string[], value: string): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) into[key] = value;
  else put((into[key] = { ...fieldsOf(into[key]) }) as Record<string, unknown>, rest, value);
}

function toldByLabels(service: RunningService, settings: ReadonlyMap<string, Setting>): Record<Part, Told[]> {
  const told: Record<Part, Map<string, { fields: Record<string, unknown>; keys: Map<string, string> }>> = { routers: new Map(), services: new Map(), middlewares: new Map() };
  for (const [label, value] of Object.entries(labelsOf(service, settings))) {
    const [, part, name = '', option = ''] = LABEL.exec(label) ?? [];
    if (part === undefined) continue;
    const all = told[part.toLowerCase() as Part];
    const entry = all.get(name) ?? { fields: {}, keys: new Map<string, string>() };
    all.set(name, entry);
    const path = option.toLowerCase().split('.');
    // `tls=true` beside `tls.certresolver=x`: the latter says more.
    if (!(path.length === 1 && typeof entry.fields[path[0] ?? ''] === 'object')) put(entry.fields, path, value);
    if (!entry.keys.has(path[0] ?? '')) entry.keys.set(path[0] ?? '', label);
    if (!entry.keys.has('')) entry.keys.set('', label);
  }
  const listed = (part: Part): Told[] =>
    [...told[part]].map(([name, { fields, keys }]) => ({
      provider: 'docker',
      name,
      fields,
      on: service.id,
      place: (key = '') => service.place('labels', keys.get(key.toLowerCase()) ?? keys.get('') ?? ''),
    }));
  return { routers: listed('routers'), services: listed('services'), middlewares: listed('middlewares') };
}

/** Everything that the edge of an export is told. */
export function edgeOf(files: FileTree, services: readonly RunningService[], settings: ReadonlyMap<string, Setting>): Edge {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const own = services.find((service) => mounted(service, (target) => STATIC.test(target)) !== undefined);
  const fill = (text: string) => rendered(text, (name) => own?.environment[name] ?? settings.get(name)?.value);
  const staticFile = own && byPath.get(mounted(own, (target) => STATIC.test(target)) ?? '');
  const staticSource = staticFile && sourceOf(staticFile, 2);
  const providers = fieldsOf(fieldsOf(staticSource?.data)['providers']);
  const directory = textOf(fieldsOf(providers['file'])['directory']);
  const folder = own && directory !== '' ? mounted(own, (target) => target === directory) : undefined;
  const dynamicFiles = folder === undefined ? [] : files.filter(({ path }) => path.startsWith(`${folder}/`) && /\.ya?ml$/.test(path)).map((file) => sourceOf(file, 3));
  const labels = services.map((service) => toldByLabels(service, settings));
  const all = (part: Part): Told[] => [...dynamicFiles.flatMap((source) => toldByFile(source, part, fill)), ...labels.flatMap((each) => each[part])];
  return {
    ...(own && { id: own.id }),
    ...(staticSource && { staticFile: staticSource }),
    endpoint: textOf(fieldsOf(providers['docker'])['endpoint']),
    dynamicFiles,
    routers: all('routers'),
    backends: all('services'),
    middlewares: all('middlewares'),
  };
}

/** What a name means: `x@file`, or `x` of the same provider. */
export function named(all: readonly Told[], reference: string, provider: Told['provider']): Told | undefined {
  const [name, from = provider] = reference.split('@');
  return all.find((each) => each.name === name && each.provider === from);
}

const described = new WeakMap<Told, Middleware>();

function describe(told: Told): Middleware | undefined {
  const known = described.get(told);
  if (known) return known;
  const kind = Object.keys(told.fields)[0];
  if (kind === undefined) return undefined;
  const options = fieldsOf(told.fields[kind]);
  const middleware: Middleware = { name: told.name, kind, options, says: sentenceOf(kind, options), where: told.place() };
  described.set(told, middleware);
  return middleware;
}

/** A middleware with what it does; one that nobody defined lets nothing through, and says so. */
export function middlewareOf(edge: Edge, reference: string, provider: Told['provider'], where: Place): Middleware {
  const told = named(edge.middlewares, reference, provider);
  return (told && describe(told)) ?? { name: reference.split('@')[0] ?? reference, kind: 'unknown', options: {}, says: 'Is not defined, so the route does not work.', where };
}
