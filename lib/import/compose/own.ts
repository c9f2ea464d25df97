import { OWN_PASSWORD } from '../../kit/database';
import { SHARED_SETTINGS } from '../../generator/compose';
import { PLACEHOLDER } from '../../kit/secret';
import { ContainerName, isServiceId, type Stack } from '../../stack';
import type { Env } from '../dotenv';
import { variablesOfFields } from './fields-of';
import { looksSecret } from '../secretive';
import { entryOf, leafText, type Entry, type Tree } from '../yaml-tree';
import { readContainer, Reading } from './container';
import { Gathered } from './draft';
import { readUses, type Read, type Role } from './foreign';
import { linesOf, missingFrom, nearest, variableLines, writtenFor, type PlacedLine, type Wanted } from './nearest';
import { named } from './sentences';
import { settingsIn, textsIn } from './values';

/** Whether a compose file was made by this tool. */
export function isOwn(tree: Tree): boolean {
  const name = leafText(entryOf(tree, 'name')?.value) ?? '';
  return entryOf(tree, SHARED_SETTINGS) !== undefined && name.startsWith('${COMPOSE_PROJECT_NAME');
}

const prefixOf = (name: string) => `${name.toUpperCase().replaceAll('-', '_')}__`;

/** Variables and secrets of a container stand in `.env` under its own name; the rest is told by the stack. */
function readVariables({ key, value }: Entry, env: Env, reading: Reading): void {
  const prefix = prefixOf(key);
  for (const { name, value: written = '', line } of settingsIn(entryOf(value, 'environment')?.value)) {
    const isOptional = written.includes(`\${${prefix}`) && written.endsWith(':-}');
    if (!written.includes(`\${${prefix}`) || name === OWN_PASSWORD) continue;
    const known = env.get(prefix + name);
    if (isOptional) reading.add('variables', `${name}=${known ?? ''}`, line);
    else if (known === undefined ? looksSecret(name, '') : known === PLACEHOLDER || looksSecret(name, known)) reading.add('secrets', name, line);
    else if (known !== undefined) reading.add('variables', `${name}=${known}`, line);
  }
  // With secrets in files a container is given them one by one.
  for (const { text, line } of textsIn(entryOf(value, 'secrets')?.value)) if (text.startsWith(prefix) && text !== prefix + OWN_PASSWORD) reading.add('secrets', text.slice(prefix.length), line);
}

/** What the container reader would take from what the stack itself adds. */
const OF_THE_STACK = ['environment', 'secrets', 'labels'];

function addContainer(entry: Entry, roles: readonly Role[], env: Env, into: Gathered): void {
  const { key, line, value } = entry;
  const labels = entryOf(value, 'labels');
  const own: Entry = { ...entry, value: value.kind === 'map' ? { ...value, entries: value.entries.filter((each) => !OF_THE_STACK.includes(each.key)) } : value };
  const reading = new Reading(key, env, new Map());
  if (labels) readRouteOnly(labels, reading);
  readContainer(own, reading);
  readVariables(entry, env, reading);
  readUses({ entry, image: '', id: key }, roles, reading);
  into.contain(key, reading.config, reading.lines, line);
}

/** Its path; who may pass is found by what the generator writes. */
function readRouteOnly({ value }: Entry, reading: Reading): void {
  const labels = settingsIn(value);
  const rule = labels.find(({ name }) => name.endsWith(`.routers.${reading.name}_route.rule`));
  const path = /PathPrefix\(`([^`]*?)\/`\)/.exec(rule?.value ?? '')?.[1];
  if (path !== undefined && path !== `/${reading.name}`) reading.set('route', path, rule?.line ?? 1);
  if (rule) reading.set('exposure', 'public', rule.line);
  const port = Number(labels.find(({ name }) => name.endsWith(`.services.${reading.name}_route.loadbalancer.server.port`))?.value);
  if (Number.isInteger(port) && port > 0) reading.set('port', port, rule?.line ?? 1);
}

/** What stands in the file alone: which services there are, and the containers of the owner. */
function structureOf(tree: Tree, env: Env): { readonly start: Stack; readonly into: Gathered } {
  const into = new Gathered();
  const all = entryOf(tree, 'services')?.value;
  const entries = all?.kind === 'map' ? all.entries : [];
  for (const { key } of entries) if (isServiceId(key)) into.services[key] ??= {};
  const roles = entries.map((entry): Role => ({ entry, image: '', id: entry.key }));
  for (const entry of entries) if (ContainerName.safeParse(entry.key).success) addContainer(entry, roles, env, into);
  return { start: into.settled(), into };
}

/** Values that may stand in a design, as lines; those of secrets are never compared. */
function comparable(text: string | undefined, stack: Stack): readonly PlacedLine[] {
  if (text === undefined) return [];
  const isField = variablesOfFields(stack);
  return variableLines(text).filter(({ text: line }) => isField.has(line.split('=')[0] ?? ''));
}

/** Lines of the file that the design does not make, and the other way round. */
function differing(stack: Stack, { lines }: Wanted): { readonly rest: readonly PlacedLine[]; readonly more: readonly PlacedLine[] } {
  const written = writtenFor(stack, { lines, variables: [] });
  return { rest: missingFrom(written, lines), more: missingFrom(lines, written) };
}

/** Of lines that the file lacks; it may lack all of them. */
const MOST_MORE = 10;

function sameness(count: number): string {
  if (count === 0) return 'The design makes the same compose file again, line by line.';
  return `The design makes the same compose file again, but for ${count === 1 ? 'one line' : `${count} lines`}.`;
}

const WHOLE = 'A compose file has no layout and not the whole design: drop stack.json or the zip of the export to have everything back.';

/** Reads a compose file of this tool, with the `.env` that came along. What it cannot know is said. */
export function* readOwn(text: string, tree: Tree, env: Env, envText: string | undefined): Generator<undefined, Read> {
  const { start, into } = structureOf(tree, env);
  const wanted: Wanted = { lines: linesOf(text), variables: comparable(envText, start) };
  const stack = yield* nearest(start, wanted, env);
  const { rest, more } = differing(stack, wanted);
  const unknown = envText === undefined ? [...variablesOfFields(stack)].filter((name) => text.includes(`\${${name}`)) : [];
  return {
    stack,
    understood: [
      { message: 'This compose file was made by this tool: its structure is read.' },
      { message: sameness(rest.length + more.length) },
      ...(envText === undefined ? [] : [{ message: 'Values were read from the .env that came along; its secrets were not.' }]),
    ],
    left: [
      { message: WHOLE },
      ...(unknown.length > 0 ? [{ message: `These values stand in .env, which did not come along, and are as in a new design: ${unknown.join(', ')}.` }] : []),
      ...into.left.filter(({ message }) => message.includes('is not known') || message.includes('as it is without')),
      ...more.slice(0, MOST_MORE).map(({ part, text: words }) => ({ message: `The file does not have a line that the design makes, below ${named(part)}: ${named(words)}.` })),
      ...rest.map(({ line, text: words }) => ({ line, message: `Nothing that could be read makes this line: ${named(words)}.` })),
    ],
  };
}

