import { OWN_PASSWORD } from '../../kit/database';
import { PLACEHOLDER } from '../../kit/secret';
import { ContainerName, isServiceId } from '../../stack';
import type { Env } from '../dotenv';
import { looksSecret } from '../secretive';
import { entryOf, type Entry, type Tree } from '../yaml-tree';
import { readContainer, Reading } from './container';
import { Gathered } from './draft';
import { readUses, type Role } from './foreign';
import { settingsIn, textsIn } from './values';

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
export function structureOf(tree: Tree, env: Env): Gathered {
  const into = new Gathered();
  const all = entryOf(tree, 'services')?.value;
  const entries = all?.kind === 'map' ? all.entries : [];
  for (const { key } of entries) if (isServiceId(key)) into.services[key] ??= {};
  const roles = entries.map((entry): Role => ({ entry, image: '', id: entry.key }));
  for (const entry of entries) if (ContainerName.safeParse(entry.key).success) addContainer(entry, roles, env, into);
  return into;
}
