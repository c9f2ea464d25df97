import { callable } from '../../kit/capabilities';
import { databaseVariables } from '../../kit/database';
import { filled } from '../../kit/fill';
import type { AnyService } from '../../kit/service';
import { serviceIds, services, type ServiceId } from '../../services';
import { defaultStack, factsOf, isServiceId, nameProblem, type Stack } from '../../stack';
import type { Env } from '../dotenv';
import type { Note } from '../dropped';
import { entryOf, leafText, type Entry, type Tree } from '../yaml-tree';
import { readContainer, Reading } from './container';
import { Gathered } from './draft';
import { hostIn } from './route';
import { keySentence, named, SILENT_TOP } from './sentences';
import { readService, serviceOfImage } from './service';
import { namesIn, settingsIn } from './values';

export interface Read {
  readonly stack: Stack;
  readonly understood: readonly Note[];
  readonly left: readonly Note[];
}

/** What each service of the file becomes: one of ours, or a container under a name that is free. */
export interface Role {
  readonly entry: Entry;
  readonly image: string;
  readonly id: string;
}

/** A name as containers have them; not yet whether it is free. */
function plainName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 26).replace(/-+$/, '');
  return plain === '' ? 'app' : plain;
}

function freeNameFor(name: string, taken: ReadonlySet<string>): string {
  const plain = plainName(name);
  const stem = nameProblem({ services: {} }, plain) === undefined ? plain : `own-${plain}`.slice(0, 26).replace(/-+$/, '');
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** A container has no use for more than the stack can carry; a file with more is none of a stack for one host. */
const MOST_SERVICES = 60;

function rolesOf(entries: readonly Entry[], env: Env): Role[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    const image = filled(leafText(entryOf(entry.value, 'image')?.value) ?? '', env).text;
    const ours = entryOf(entry.value, 'build') ? undefined : serviceOfImage(image);
    const id = ours !== undefined && !taken.has(ours) ? ours : freeNameFor(entry.key, taken);
    taken.add(id);
    return { entry, image, id };
  });
}

/** What a service of ours gives to those that call it. */
function offersOf(id: ServiceId): string[] {
  const service: AnyService = services[id];
  return service.bind({}, factsOf(defaultStack)).offers.map(({ capability }) => capability).filter((capability) => callable.some((each) => each === capability));
}

function dependenciesOf(value: Tree): string[] {
  return [...namesIn(entryOf(value, 'depends_on')?.value), ...namesIn(entryOf(value, 'links')?.value)];
}

/** The container uses those of our services that it depends on. */
export function readUses({ entry }: Role, roles: readonly Role[], reading: Reading): void {
  const ids = dependenciesOf(entry.value).flatMap((name) => roles.find((role) => role.entry.key === name)?.id ?? []);
  for (const id of ids) if (isServiceId(id)) for (const capability of offersOf(id)) reading.add('uses', capability, entryOf(entry.value, 'depends_on')?.line ?? entry.line);
  const uses = (reading.config['uses'] ?? []) as string[];
  if (uses.includes('sql')) withoutOwnDatabase(reading);
}

/** Where the database is and how to log in is said by the stack, under the same names. */
function withoutOwnDatabase(reading: Reading): void {
  const { variables = [], secrets = [] } = reading.config as { variables?: string[]; secrets?: string[] };
  const isGiven = (name: string) => databaseVariables.some((each) => each === name);
  const names = [...variables.map((each) => each.split('=')[0] ?? ''), ...secrets].filter(isGiven);
  reading.config['variables'] = variables.filter((each) => !isGiven(each.split('=')[0] ?? ''));
  reading.config['secrets'] = secrets.filter((each) => !isGiven(each));
  if (names.length > 0) reading.leave(reading.lines.get('uses') ?? 1, `${names.map(named).join(', ')} ${names.length === 1 ? 'comes' : 'come'} from the stack: the container gets a role of its own in the database.`);
}

function addContainer(role: Role, roles: readonly Role[], env: Env, into: Gathered): void {
  const { entry, id } = role;
  const has = (key: string) => entryOf(entry.value, key) !== undefined;
  if (!has('image') && !has('build')) return into.leave(entry.line, `${named(entry.key)} is left out: it has neither an image nor a build.`);
  const renamed = new Map(roles.filter((each) => each.id !== each.entry.key).map((each) => [each.entry.key, each.id]));
  const reading = readContainer(entry, new Reading(id, env, renamed));
  readUses(role, roles, reading);
  into.contain(id, reading.config, reading.lines, entry.line);
  into.left.push(...reading.left);
  const what = reading.config['source'] === 'build' ? 'built from a folder of the export' : `from ${named(String(reading.config['image'] ?? '?'))}`;
  into.understood.push({ line: entry.line, message: `${named(entry.key)} becomes a container of your own${id === entry.key ? '' : `, ${named(id)}`}, ${what}.` });
}

/** The one domain that the rules of the file ask for. */
function readDomain(roles: readonly Role[], env: Env, into: Gathered): void {
  const rules = roles.flatMap(({ entry }) => settingsIn(entryOf(entry.value, 'labels')?.value)).filter(({ name }) => /\.rule$/.test(name));
  const hosts = rules.flatMap(({ value = '', line }) => {
    const host = hostIn(filled(value, env).text);
    return host === undefined ? [] : [{ host, line }];
  });
  const [first] = hosts;
  if (!first) return;
  if (into.set('project', 'project', 'domain', first.host, first.line) === undefined) into.understood.push({ line: first.line, message: `The domain is ${named(first.host)}.` });
  for (const { host, line } of hosts) if (host !== first.host) into.leave(line, `The host ${named(host)} is left out: a stack has one domain, and what is reached by others has paths of it.`);
}

function readName(tree: Tree, env: Env, into: Gathered): void {
  const entry = entryOf(tree, 'name');
  const text = filled(leafText(entry?.value) ?? '', env).text;
  if (!entry || text === '') return;
  const problem = into.set('project', 'project', 'name', text, entry.line);
  if (problem === undefined) into.understood.push({ line: entry.line, message: `The stack is called ${named(text)}.` });
  else into.leave(entry.line, `The name ${named(text)} is left out: ${problem}.`);
}

function wholeNotes(roles: readonly Role[]): Note[] {
  const added = serviceIds.filter((id) => services[id].presence === 'required' && !roles.some((role) => role.id === id)).map((id) => services[id].title);
  const own = roles.some(({ id }) => !isServiceId(id));
  return [
    ...(added.length > 0 ? [{ message: `Every stack of this tool has ${added.join(', ')} too: ${added.length === 1 ? 'it is' : 'they are'} in the design, though not in the file.` }] : []),
    ...(own ? [{ message: 'Containers of your own are hardened like all others: read-only, without privileges, with limits. What an image needs beyond that is chosen in its form.' }] : []),
  ];
}

/** Reads a compose file that was written by others, as far as it goes. */
export function readForeign(tree: Tree, env: Env): Read {
  const into = new Gathered();
  const all = entryOf(tree, 'services')?.value;
  const entries = all?.kind === 'map' ? all.entries : [];
  const roles = rolesOf(entries.slice(0, MOST_SERVICES), env);
  readName(tree, env, into);
  readDomain(roles, env, into);
  for (const role of roles) {
    if (isServiceId(role.id)) readService(role.id, role.entry, role.image, env, into);
    else addContainer(role, roles, env, into);
  }
  for (const { key, line } of entries.slice(MOST_SERVICES)) into.leave(line, `${named(key)} is left out: at most ${MOST_SERVICES} services are read.`);
  for (const { key, line } of tree.kind === 'map' ? tree.entries : []) if (!SILENT_TOP.has(key) && !key.startsWith('x-')) into.leave(line, keySentence(key));
  const stack = into.settled();
  return { stack, understood: [...wholeNotes(roles), ...into.understood], left: into.left };
}

