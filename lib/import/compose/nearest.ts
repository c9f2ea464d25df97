import type * as z from 'zod';
import { Container } from '../../container';
import { composeFile } from '../../generator/compose';
import { dotenvExample } from '../../generator/dotenv';
import { DESIGN_KEY } from '../../generator/noted-design';
import { fields, type Field } from '../../kit/fields';
import { sameJson } from '../../kit/same-json';
import { services } from '../../services';
import { applySetting, checkStack, isServiceId, memberIds, placeOf, planOf, sections, type Draft, type Stack } from '../../stack';
import type { Env } from '../dotenv';

/** A line of a file, with the part of the file that it is in: services have many lines in common. */
export interface PlacedLine {
  readonly line: number;
  readonly part: string;
  readonly text: string;
}

/** The design that a file notes follows from its other lines, or from what they were. */
const DESIGN_PART = `${DESIGN_KEY}:`;

/** The lines of a compose file that say something to compose. */
export function linesOf(text: string): readonly PlacedLine[] {
  let [top, part] = ['', ''];
  return text.split('\n').flatMap((raw, at): PlacedLine[] => {
    const line = raw.trimEnd();
    if (/^\s*(#|$)/.test(line)) return [];
    if (!line.startsWith(' ')) top = line;
    if (/^ {0,2}[^ ]/.test(line)) part = top === 'services:' ? line : top;
    return top === DESIGN_PART ? [] : [{ line: at + 1, part, text: line }];
  });
}

const keyOf = ({ part, text }: Omit<PlacedLine, 'line'>) => `${part}\n${text}`;

/** The lines of `ours` that `theirs` does not have; a line that is there twice counts twice. */
export function missingFrom(theirs: readonly PlacedLine[], ours: readonly PlacedLine[]): readonly PlacedLine[] {
  const counts = new Map<string, number>();
  for (const line of theirs) counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
  return ours.filter((line) => {
    const left = counts.get(keyOf(line)) ?? 0;
    counts.set(keyOf(line), left - 1);
    return left <= 0;
  });
}

/** What a design is compared with: the compose file as it was dropped, and the variables that came along. */
export interface Wanted {
  readonly lines: readonly PlacedLine[];
  /** Lines of the `.env`, without comments. */
  readonly variables: readonly PlacedLine[];
  /** A variable is believed where no line shows what it says: there is nothing else that would know. */
  readonly believesVariables?: true;
}

/** What the generator writes for a design, as far as it is compared. */
export function writtenFor(stack: Stack, wanted: Wanted): readonly PlacedLine[] {
  const plan = planOf(stack);
  const names = new Set(wanted.variables.map(nameOf));
  const variables = names.size > 0 ? variableLines(dotenvExample(plan)).filter((line) => names.has(nameOf(line))) : [];
  return [...linesOf(composeFile(plan)), ...variables];
}

/** The variable that a line of a `.env` sets. */
export const nameOf = ({ text }: PlacedLine) => text.split('=')[0] ?? '';

/** The lines of a `.env` that say something. */
export function variableLines(text: string): readonly PlacedLine[] {
  return text.split('\n').flatMap((line, at) => (/^\s*(#|$)/.test(line) ? [] : [{ line: at + 1, part: '.env', text: line.trim() }]));
}

/** How many lines differ between the files of a design and those that were dropped. */
export function distance(stack: Stack, wanted: Wanted): number {
  const [theirs, ours] = [[...wanted.lines, ...wanted.variables], writtenFor(stack, wanted)];
  return missingFrom(ours, theirs).length + missingFrom(theirs, ours).length;
}

interface Option {
  readonly path: readonly string[];
  readonly text: string;
  /** Its variable says so: kept even where nothing is seen of it yet. */
  readonly known?: true;
}

/** Where a field stands, and whether its form shows it: otherwise it means nothing now. */
interface Place {
  readonly path: readonly string[];
  readonly seen: boolean;
}

interface Placed {
  readonly field: Field;
  readonly place: Place;
  /** Of the service or container that has it. */
  readonly id?: string;
}

function placed(schema: z.ZodObject, base: readonly string[], values: object | undefined, id?: string): Placed[] {
  const valueOf = (name: string) => (values as Record<string, unknown> | undefined)?.[name];
  return fields(schema).map((field) => {
    const seen = !field.visibleWhen || field.visibleWhen.in.includes(valueOf(field.visibleWhen.field));
    return { field, place: { path: [...base, field.name], seen }, ...(id !== undefined && { id }) };
  });
}

function fieldsOf(stack: Stack): Placed[] {
  const members: Readonly<Record<string, object | undefined>> = { ...stack.services, ...stack.containers };
  return [
    ...sections.flatMap(({ id, schema }) => placed(schema, [id], stack[id])),
    ...memberIds(stack).flatMap((id) => placed(isServiceId(id) ? services[id].schema : Container, placeOf(id), members[id], id)),
  ];
}

/** Numbers that stand in lines which no design explains yet: one of them may be what a field is. */
function numbersIn(lines: readonly PlacedLine[]): readonly string[] {
  return [...new Set(lines.flatMap(({ text }) => text.match(/\d+/g) ?? []))].slice(0, 12);
}

/** What a field might be: another of its choices, what its variable says, a number of a line that is not explained. */
function optionsOf(field: Field, { path, seen }: Place, env: Env, unexplained: readonly PlacedLine[]): Option[] {
  const option = (text: string): Option => ({ path, text });
  const variable = field.variable === undefined ? undefined : env.get(field.variable);
  if (variable !== undefined && field.widget === 'number' && Number(variable) % 1024 === 0) return [option(variable), option(String(Number(variable) / 1024))];
  if (variable !== undefined) return [{ ...option(variable), known: true }];
  if (!seen) return [];
  if (field.widget === 'switch') return [option('true'), option('false')];
  if (field.choices && !Array.isArray(field.default)) return field.choices.map(({ value }) => option(value));
  if (field.widget === 'number' && field.variable === undefined) return numbersIn(unexplained).map(option);
  return [];
}

function optionsFor(stack: Stack, env: Env, unexplained: readonly PlacedLine[]): Option[] {
  return fieldsOf(stack).flatMap(({ field, place, id }) => {
    const around = id === undefined ? [] : unexplained.filter(({ part }) => part.trim().replace(/:$/, '').split('-')[0] === id.split('-')[0]);
    return optionsOf(field, place, env, around);
  });
}

function applied(stack: Stack, { path, text }: Option): Stack | undefined {
  const result = applySetting(stack as unknown as Draft, `${path.join('.')}=${text}`);
  if ('problem' in result) return undefined;
  const checked = checkStack(result.draft);
  return checked.ok ? checked.stack : undefined;
}

/** Without values of fields that no form shows: a variable of the same name said something else. */
export function tidied(stack: Stack): Stack {
  return fieldsOf(stack).reduce((current, { field, place }) => (place.seen || field.default === undefined || typeof field.default === 'object' ? current : (applied(current, { path: place.path, text: String(field.default) }) ?? current)), stack);
}

/** Rounds: what one choice makes possible another may need. */
const MOST_ROUNDS = 3;

/**
 * The design whose files are nearest to those that were dropped: each choice is tried, and kept where fewer lines
 * differ. So whatever the generator writes can be read back, and no second list says how.
 */
export function nearest(from: Stack, wanted: Wanted, env: Env): Stack {
  let stack = from;
  let best = distance(stack, wanted);
  for (let round = 0; round < MOST_ROUNDS && best > 0; round += 1) {
    const before = stack;
    const unexplained = missingFrom(writtenFor(stack, wanted), [...wanted.lines]);
    for (const option of optionsFor(stack, env, unexplained)) {
      const next = applied(stack, option);
      if (next === undefined || sameJson(next, stack)) continue;
      const differs = distance(next, wanted);
      if (differs < best || (wanted.believesVariables && option.known && differs === best)) [stack, best] = [next, differs];
    }
    if (stack === before) break;
  }
  return stack;
}
