import { MOST_PACKED, unzipTexts } from '../export/unzip';
import { readForeign, type Read } from './compose/foreign';
import { isOwn, readOwn } from './compose/own';
import { readDesignFile } from './design';
import { isEnvName, readEnv, type Env } from './dotenv';
import { inOrder, refused, type Dropped, type Opened } from './dropped';
import { textOf } from './text';
import { entryOf, parseYaml } from './yaml-tree';

export type { Dropped, Note, Opened } from './dropped';

/** Bytes of one file that is read at all, and files at once. */
export const MOST_BYTES = MOST_PACKED;
const MOST_FILES = 20;

const DESIGN_FILE = 'stack.json';
const COMPOSE_FILES = /^(local\.docker|(docker-)?compose(\.[a-z0-9_-]+)?)\.ya?ml$/i;

interface TextFile {
  readonly name: string;
  readonly text: string;
}

const isZip = ({ bytes }: Dropped) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** `.env` before `.env.example`. */
function envAmong(files: readonly TextFile[]): TextFile | undefined {
  const all = files.filter(({ name }) => isEnvName(name));
  return all.find(({ name }) => !/example|sample|template|dist/i.test(name)) ?? all[0];
}

/** Compose files can be written in JSON, too; only a design says its version in a number. */
const looksLikeDesign = ({ name, text }: TextFile) => name === DESIGN_FILE || (/^\s*\{/.test(text) && /"version"\s*:\s*\d/.test(text));

function readCompose({ name, text }: TextFile, env: TextFile | undefined): Opened {
  const parsed = parseYaml(text);
  if (!parsed.ok) return refused(`${name}${parsed.line === undefined ? '' : `, line ${parsed.line}`}: ${parsed.message}.`);
  const services = entryOf(parsed.tree, 'services')?.value;
  if (services?.kind !== 'map' || services.entries.length === 0) return refused(`${name} is neither a design nor a compose file: there are no services in it.`);
  const values: Env = env ? readEnv(env.text) : new Map();
  const own = isOwn(parsed.tree);
  const { stack, understood, left }: Read = own ? readOwn({ text, tree: parsed.tree, env: values, envText: env?.text }) : readForeign(parsed.tree, values);
  const warnings = parsed.warnings.map(({ line, message }) => ({ line, message: `${message}.` }));
  return { ok: true, stack, source: own ? 'own' : 'foreign', name, services: services.entries.length, understood: inOrder(understood), left: inOrder([...left, ...warnings]) };
}

/** One design is opened at a time: whatever was dropped beside it is told to have been passed over. */
function besides(opened: Opened, read: { readonly name: string }, others: readonly { readonly name: string }[]): Opened {
  if (!opened.ok || others.length === 0) return opened;
  const notes = others.map(({ name }) => ({ message: `${name} was not opened: only ${read.name} was.` }));
  return { ...opened, left: inOrder([...notes, ...opened.left]) };
}

function readTexts(files: readonly TextFile[]): Opened {
  const env = envAmong(files);
  const others = files.filter(({ name }) => !isEnvName(name));
  const design = others.find(looksLikeDesign);
  const compose = others.find(({ name }) => COMPOSE_FILES.test(name)) ?? others.find((file) => !looksLikeDesign(file));
  if (design) return besides(readDesignFile(design.name, design.text, 'design'), design, files.filter((file) => file !== design));
  if (compose) return besides(readCompose(compose, env), compose, others.filter((file) => file !== compose));
  return refused(`${files[0]?.name ?? 'It'} has variables only: drop stack.json, the zip of an export or a compose file with it.`);
}

/** In the root of the zip, or in the one folder that is nearest to it. */
function inZip(texts: ReadonlyMap<string, string>, wanted: (name: string) => boolean): TextFile | undefined {
  const paths = [...texts.keys()].filter((path) => wanted(path.split('/').at(-1) ?? '') && !path.startsWith('__MACOSX/'));
  const [path] = paths.sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  return path === undefined ? undefined : { name: path, text: texts.get(path) ?? '' };
}

function readZip({ name, bytes }: Dropped): Opened {
  const unzipped = unzipTexts(bytes);
  if (!unzipped.ok) return refused(`${name}: ${unzipped.message}`);
  const design = inZip(unzipped.texts, (each) => each === DESIGN_FILE);
  const compose = inZip(unzipped.texts, (each) => COMPOSE_FILES.test(each));
  const found = design ?? compose;
  if (!found) return refused(`${name}: there is neither a stack.json nor a compose file in this zip.`);
  const text = textOf(`${found.name} in ${name}`, new TextEncoder().encode(found.text));
  if (!text.ok) return refused(text.message);
  const inner = { name: `${found.name} in ${name}`, text: text.text };
  if (design) {
    const opened = readDesignFile(inner.name, inner.text, 'zip');
    return opened.ok ? { ...opened, name } : opened;
  }
  return readCompose(inner, inZip(unzipped.texts, (each) => each === '.env') ?? inZip(unzipped.texts, (each) => each === '.env.example'));
}

/**
 * The design of files that were dropped together: the zip of an export, its `stack.json`, or a compose file, with the
 * `.env` beside it. Never throws, whatever the files are; nothing is written, and no secret becomes part of a design.
 */
export function openFiles(files: readonly Dropped[]): Opened {
  const large = files.find(({ bytes }) => bytes.length > MOST_BYTES);
  if (files.length === 0) return refused('There is no file to open.');
  if (files.length > MOST_FILES) return refused(`These are ${files.length} files: drop the zip of an export, its stack.json, or a compose file with its .env.`);
  if (large) return refused(`${large.name} is larger than ${MOST_BYTES / 1024 / 1024} MB: no export is.`);
  const zip = files.find(isZip);
  if (zip) return besides(readZip(zip), zip, files.filter((file) => file !== zip));
  const texts: TextFile[] = [];
  for (const { name, bytes } of files) {
    const read = textOf(name, bytes);
    if (!read.ok) return refused(read.message);
    texts.push({ name, text: read.text });
  }
  return readTexts(texts);
}
