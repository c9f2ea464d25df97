import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { decodeLink, linkOf, refusalText } from '../lib/share';
import { LINK_PREFIX } from '../lib/share/prefix';
import { applySetting, checkStack, defaultStack, migrate, type Draft, type Stack } from '../lib/stack';
import { presets, presetStack } from '../lib/stack/presets';
import type { Io, Options } from './command';
import { told, UsageError } from './errors';

/** The largest file that is read as JSON: bytes. A design has about 2 KB. */
const MOST_JSON = 1_048_576;

/** Options of every command that reads a design. */
export const designOptions = {
  preset: { type: 'string', value: 'ID', help: `begins with a preset: ${presets.map(({ id }) => id).join(', ')}` },
  set: {
    type: 'string',
    multiple: true,
    default: [] as string[],
    value: 'path=value',
    help: 'changes one field: project.domain=app.example.com\nservices.nginx=true adds a service, =false takes it out\nlists have commas; `base2 schema --fields` lists all',
  },
} as const satisfies Options;

interface Changes {
  readonly preset?: string | undefined;
  readonly set: readonly string[];
}

function textOf(name: string, bytes: Uint8Array): string {
  try {
    // A byte order mark is no part of JSON; the decoder takes it away.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name}: is not a text in UTF-8`);
  }
}

function jsonIn(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(name, bytes));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${name}: is not JSON: ${(error as Error).message}`);
  }
}

/** A file of at most so many bytes. @throws UsageError, with `what` nothing so large can be. */
export async function bytesOf(file: string, most: number, what: string): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size > most) throw new UsageError(`${file}: larger than ${most} bytes, which no ${what} is`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

/** JSON from a file, or from standard input for `-`. */
export async function readJson(source: string, io: Io): Promise<unknown> {
  if (source === '-') return jsonIn('standard input', await io.read(MOST_JSON));
  return jsonIn(source, await bytesOf(source, MOST_JSON, 'design'));
}

/** The address of a page with a design in it, or that part alone. */
export const isLink = (source: string) => /^https?:\/\//.test(source) || source.includes(LINK_PREFIX);

/** The design of a share link: the address of the page with `#s=…`, or that part alone. */
export function designOfLink(link: string): Stack {
  const at = link.indexOf(LINK_PREFIX);
  const decoded = decodeLink(at < 0 ? (/^https?:\/\//.test(link) ? '' : link) : link.slice(at + LINK_PREFIX.length));
  if (!decoded.ok) throw new UsageError(refusalText(decoded));
  return decoded.stack;
}

/** Where the designer is when nobody says so. */
export const DEFAULT_PAGE = 'http://localhost:3000/';

/** The share link of a design, at the address of a designer. @throws UsageError */
export function linkTo(stack: Stack, page = DEFAULT_PAGE): string {
  const url = URL.canParse(page) ? new URL(page) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UsageError(`page: use an address such as ${DEFAULT_PAGE}, not ${page}`);
  const made = linkOf(stack);
  if (!made.ok) throw new UsageError(made.message);
  url.hash = made.link === '' ? '' : `s=${made.link}`;
  return url.href;
}

export async function isFolder(source: string): Promise<boolean> {
  return (await stat(source).catch(() => undefined))?.isDirectory() ?? false;
}

/** What a DESIGN of the command line is, not checked: a file, a folder with a stack.json, a link, or `-`. */
export async function readDraft(source: string, io: Io): Promise<unknown> {
  if (isLink(source)) return designOfLink(source);
  return readJson((await isFolder(source)) ? path.join(source, 'stack.json') : source, io);
}

function presetOf(id: string): Stack {
  const preset = presets.find((each) => each.id === id);
  if (!preset) throw new UsageError(`There is no preset ${id}. There are: ${presets.map((each) => each.id).join(', ')}.`);
  return presetStack(preset);
}

/** A draft with settings applied; one of an earlier version becomes one of this version first. @throws UsageError */
export function draftFrom(draft: unknown, settings: readonly string[] = []): unknown {
  return settings.reduce((current: unknown, setting) => {
    if (typeof current !== 'object' || current === null) return current;
    const result = applySetting(current as Draft, setting);
    if ('problem' in result) throw told([result.problem]);
    return result.draft;
  }, migrate(draft));
}

/** The design that a draft is. @throws UsageError that names every field that is wrong. */
export function stackFrom(draft: unknown, settings: readonly string[] = []): Stack {
  const checked = checkStack(draftFrom(draft, settings));
  if (!checked.ok) throw told(checked.problems);
  return checked.stack;
}

/** What the call speaks of before it is checked. */
export async function draftOfCall(source: string | undefined, { preset, set }: Changes, io: Io): Promise<unknown> {
  if (source !== undefined && preset !== undefined) throw new UsageError('--preset is a beginning of its own: leave it out, or leave the design out');
  const draft = source === undefined ? (preset === undefined ? defaultStack : presetOf(preset)) : await readDraft(source, io);
  return draftFrom(draft, set);
}

/** The design that a call speaks of. @throws UsageError that names every field that is wrong. */
export async function readDesign(source: string | undefined, changes: Changes, io: Io): Promise<Stack> {
  return stackFrom(await draftOfCall(source, changes, io));
}
