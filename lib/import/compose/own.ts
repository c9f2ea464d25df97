import { SHARED_SETTINGS } from '../../generator/compose';
import { GENERATOR_VERSION } from '../../kit/generator-version';
import { serviceIds } from '../../services';
import { checkStack, type Stack } from '../../stack';
import type { Env } from '../dotenv';
import { entryOf, leafText, type Tree } from '../yaml-tree';
import { comparable, differences } from './differences';
import type { Gathered } from './draft';
import { variablesOfFields } from './fields-of';
import type { Read } from './foreign';
import { distance, linesOf, nearest, tidied, type Wanted } from './nearest';
import { notedDesign, type Noted } from './noted';
import { named } from './sentences';
import { structureOf } from './structure';

/** Whether a compose file was made by this tool. */
export function isOwn(tree: Tree): boolean {
  const name = leafText(entryOf(tree, 'name')?.value) ?? '';
  return entryOf(tree, SHARED_SETTINGS) !== undefined && name.startsWith('${COMPOSE_PROJECT_NAME');
}

/** A compose file, with the `.env` that came along. */
export interface OwnFile {
  readonly text: string;
  readonly tree: Tree;
  readonly env: Env;
  readonly envText: string | undefined;
}

const NOTED = 'This compose file was made by this tool: the design is noted at its end, with its layout.';
const FROM_ENV = { message: 'Values were read from the .env that came along; its secrets were not.' };
const WHOLE = 'Without the design that is noted at its end, a compose file has no layout and not the whole design: drop stack.json or the zip of the export to have everything back.';

/** By its lines alone: the design was not noted, or somebody took the note away. */
function readLines({ text, tree, env, envText }: OwnFile): Read {
  const into = structureOf(tree, env);
  const start = into.settled();
  const wanted: Wanted = { lines: linesOf(text), variables: comparable(envText, start), believesVariables: true };
  const stack = tidied(nearest(start, wanted, env));
  const { same, left } = differences(stack, wanted);
  const unknown = envText === undefined ? [...variablesOfFields(stack)].filter((name) => text.includes(`\${${name}`)) : [];
  return {
    stack,
    understood: [{ message: 'This compose file was made by this tool: its structure is read.' }, { message: same }, ...(envText === undefined ? [] : [FROM_ENV])],
    left: [
      { message: WHOLE },
      ...(unknown.length > 0 ? [{ message: `These values stand in .env, which did not come along, and are as in a new design: ${unknown.join(', ')}.` }] : []),
      ...into.left,
      ...left,
    ],
  };
}

/** The noted design, with the services and containers that the file has now. */
function merged(noted: Stack, into: Gathered): Stack {
  const kept = <T>(ids: Iterable<string>, of: Readonly<Record<string, T | undefined>> = {}) => [...ids].flatMap((id) => (of[id] === undefined ? [] : [[id, of[id]] as const]));
  const { version: _, services, containers, layout, ...rest } = noted;
  Object.assign(into.whole, rest);
  Object.assign(into.services, Object.fromEntries(kept(Object.keys(into.services), services)));
  for (const [name, container] of kept(into.containers.keys(), containers)) into.containers.set(name, container);
  const there = [...serviceIds, ...into.containers.keys()];
  return into.settled({ ...into.draft(), ...(layout && { layout: Object.fromEntries(kept(there, layout)) }) });
}

/** Values of containers as the lines say now, where these are nearer to the file than what was noted: somebody worked on it. */
function withContainers(stack: Stack, read: ReadonlyMap<string, Readonly<Record<string, unknown>>>, wanted: Wanted): Stack {
  let [nearer, best] = [stack, distance(stack, wanted)];
  const values = [...read].flatMap(([name, container]) => Object.entries(container).map(([field, value]) => ({ name, field, value })));
  for (const { name, field, value } of best > 0 ? values : []) {
    const checked = checkStack({ ...nearer, containers: { ...nearer.containers, [name]: { ...nearer.containers?.[name], [field]: value } } });
    const differs = checked.ok ? distance(checked.stack, wanted) : best;
    if (checked.ok && differs < best) [nearer, best] = [checked.stack, differs];
  }
  return nearer;
}

/** By the design that is noted in it, and by the lines that somebody changed since. */
function readNoted(noted: Extract<Noted, { ok: true }>, { text, tree, env, envText }: OwnFile): Read {
  if (noted.other !== undefined) {
    const message = `It was written by ${named(noted.other)}; this is base2 ${GENERATOR_VERSION}. The design is as it was noted: what was changed in other lines since cannot be told from what this version writes differently.`;
    return { stack: noted.stack, understood: [{ message: NOTED }], left: [{ message }] };
  }
  const into = structureOf(tree, env);
  const read = new Map(into.containers);
  const start = merged(noted.stack, into);
  const wanted: Wanted = { lines: linesOf(text), variables: comparable(envText, start) };
  const stack = nearest(withContainers(start, read, wanted), wanted, env);
  const { same, left } = differences(stack, wanted);
  return { stack, understood: [{ message: NOTED }, { message: same }, ...(envText === undefined ? [] : [FROM_ENV])], left: [...into.left, ...left] };
}

/** Reads a compose file of this tool, with the `.env` that came along. What it cannot know is said. */
export function readOwn(file: OwnFile): Read {
  const noted = notedDesign(file.tree);
  if (noted?.ok) return readNoted(noted, file);
  const read = readLines(file);
  if (!noted) return read;
  return { ...read, left: [{ line: noted.line, message: `The design that is noted here cannot be read (${noted.message}): the file is read by its lines instead.` }, ...read.left] };
}
