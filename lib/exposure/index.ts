import { PRIVATE_FOLDER, type File, type FileTree } from '../kit/file-tree';
import type { Exposure, Setting } from '../kit/exposure';
import { oncePer } from '../kit/remembered';
import { callsOf } from './calls';
import { networksIn, portsOf, servicesOf } from './compose';
import { edgeOf } from './edge';
import { reachedFrom } from './reach';
import { entryPointsOf, routersOf } from './routers';
import { interpolated, settingsOf } from './settings';
import { parsing, sourceOf } from './source';
import { fieldsOf } from './values';

const COMPOSE = 'local.docker.yml';
const DEVELOPMENT = 'development.docker.yml';

const NO_FILE: File = { path: COMPOSE, text: '', mode: 0o644 };

function developmentPorts(file: File | undefined, settings: ReadonlyMap<string, Setting>): Exposure['developmentPorts'] {
  if (!file) return [];
  const source = sourceOf(file, 2);
  const fill = (text: string) => interpolated(text, (name) => settings.get(name)?.value);
  return Object.entries(fieldsOf(fieldsOf(source.data)['services'])).flatMap(([id, service]) => portsOf(source, id, fieldsOf(service)['ports'], fill).map((port) => ({ ...port, service: id })));
}

function secretFiles(files: FileTree): ReadonlyMap<string, Setting> {
  const inside = files.filter(({ path }) => path.startsWith(`${PRIVATE_FOLDER}/`));
  return new Map(inside.map(({ path, text }) => [path.slice(PRIVATE_FOLDER.length + 1), { value: text.replace(/\n$/, ''), where: { file: path, line: 1 } }]));
}

/**
 * What an export shows to whom, read from its generated files alone: the compose files, `.env`, and the files and labels
 * that the edge reads. Never throws: a file that was edited into something unreadable counts as empty. Computed once for
 * a tree; a part of a YAML file that is the same as before is not parsed again.
 */
export const exposureOf = oncePer((files: FileTree): Exposure => {
  const file = (path: string) => files.find((each) => each.path === path);
  const settings = settingsOf(file('.env') ?? file('.env.example'));
  const compose = sourceOf(file(COMPOSE) ?? NO_FILE, 2);
  const services = servicesOf(compose, settings);
  const edge = edgeOf(files, services, settings);
  const routers = routersOf(edge);
  const entryPoints = entryPointsOf(edge, services, routers);
  return {
    services,
    developmentPorts: developmentPorts(file(DEVELOPMENT), settings),
    networks: networksIn(compose, services),
    ...(edge.id !== undefined && { edge: edge.id }),
    entryPoints,
    routers,
    calls: callsOf(services, routers, edge, files),
    reached: reachedFrom(edge.id, entryPoints, routers, services),
    settings,
    example: settingsOf(file('.env.example')),
    secretFiles: secretFiles(files),
    compose,
    text: (path) => file(path)?.text,
    ...(edge.staticFile && { staticFile: edge.staticFile }),
    dynamicFiles: edge.dynamicFiles,
  };
});

/** The files that are read, and how deep: see `edgeOf` for those of Traefik. */
const READ: readonly (readonly [RegExp, number])[] = [[/^(local|development)\.docker\.yml$/, 2], [/^traefik\/[^/]+\.yml$/, 2], [/^traefik\/.+\/[^/]+\.yml$/, 3]];

/** Reads an export for the first time in small steps, each named by its file, for a page that has to answer meanwhile. */
export function* reading(files: FileTree): Generator<string, void> {
  for (const file of files) {
    const depth = READ.find(([pattern]) => pattern.test(file.path))?.[1];
    if (depth !== undefined) yield* parsing(file, depth);
  }
}

export { briefOf } from './brief';
export { verdictOn, type Verdict } from './verdict';
export { addressOf, internetReach, reachTo, wayAlong, waysAlong, waysIn, whoComes, type Reach, type Ways } from './views';
export { outsidersTo, waysTo, whatTheInternetReaches, whoReaches, type Outsider, type Reacher } from './who';
export type { Exposure, Reached } from '../kit/exposure';
