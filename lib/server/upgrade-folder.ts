import { chmod, copyFile, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GENERATED_FILE, STACK_FILE, readGenerated } from '../generator';
import { blobId } from '../kit/blob-id';
import { PRIVATE_FOLDER, isKeptByGit, type File, type FileTree } from '../kit/file-tree';
import { patchOf, upgradeSteps, type Origin, type Step } from '../upgrade';
import { dotenvValues } from './dotenv-values';
import { blobText, keepOrigin, mergeTexts } from './git';
import { TargetError, existingText } from './write-export';

/** Files that an upgrade writes whatever they were: they say what the repository is now. */
const RECORDS = [STACK_FILE, GENERATED_FILE];

export interface Variables {
  readonly added: readonly string[];
  /** With another value: what the design decides is the design's, whoever wrote something else there. */
  readonly changed: readonly string[];
  /** No longer asked for; their lines stay, for whoever uses them otherwise. */
  readonly gone: readonly string[];
}

export interface Upgrade {
  readonly steps: readonly Step[];
  /** Of `.env`; undefined where there is none, as in a clone that runs nothing. */
  readonly variables: Variables | undefined;
  /** Files that only this machine has: `.env` and `secrets/`. */
  readonly private: FileTree;
  readonly records: FileTree;
  readonly generated: FileTree;
  /** What the last export generated at a path, where anybody has the text. */
  readonly origin: (path: string) => string | undefined;
}

/** Ids of what the last export generated: from its own list, else from the zip that it came from. */
async function idsOf(folder: string, from: ReadonlyMap<string, string> | undefined): Promise<ReadonlyMap<string, string>> {
  const list = await existingText(folder, GENERATED_FILE);
  const ids = list === undefined ? undefined : readGenerated(list);
  if (ids) return ids;
  if (list !== undefined && !from) throw new TargetError(`${GENERATED_FILE} cannot be read: take it back with git, or name the zip of the last export with --from`);
  if (from) return new Map([...from].flatMap(([name, text]) => (isOfRepository(name) ? [[name, blobId(text)] as const] : [])));
  throw new TargetError(`${folder} has no ${GENERATED_FILE}: it was exported before upgrades were known. Name the zip that it came from with --from`);
}

const isOfRepository = (name: string) => name !== '.env' && !name.startsWith(`${PRIVATE_FOLDER}/`) && !RECORDS.includes(name);

function originsOf(folder: string, ids: ReadonlyMap<string, string>, from: ReadonlyMap<string, string> | undefined): Map<string, Origin> {
  const textOf = (name: string, id: string) => {
    const zipped = from?.get(name);
    return zipped !== undefined && blobId(zipped) === id ? zipped : blobText(folder, id);
  };
  return new Map([...ids].map(([name, id]) => [name, { id, text: () => textOf(name, id) }]));
}

async function textsOf(folder: string, names: Iterable<string>): Promise<Map<string, string>> {
  const texts = await Promise.all([...names].map(async (name) => [name, await existingText(folder, name)] as const));
  return new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
}

function variablesOf(before: string, after: string): Variables {
  const [old, now] = [dotenvValues(before), dotenvValues(after)];
  const names = Object.keys(now);
  return {
    added: names.filter((name) => !(name in old)),
    changed: names.filter((name) => name in old && old[name] !== now[name]),
    gone: Object.keys(old).filter((name) => !(name in now)),
  };
}

/**
 * What would bring a repository from its last export to the files that are generated now.
 *
 * @param from the zip of the last export, path → text, where the repository does not have the texts itself
 * @throws TargetError when nobody knows what the last export was, or git cannot be asked.
 */
export async function planUpgrade(folder: string, generated: FileTree, from?: ReadonlyMap<string, string>): Promise<Upgrade> {
  const ids = await idsOf(folder, from);
  const compared = generated.filter((file) => isKeptByGit(file) && !RECORDS.includes(file.path));
  const yours = await textsOf(folder, new Set([...ids.keys(), ...compared.map(({ path: name }) => name)]));
  const origins = originsOf(folder, ids, from);
  const steps = upgradeSteps({ origin: origins, yours: (name) => yours.get(name), generated: compared, merge: mergeTexts });
  const dotenv = await existingText(folder, '.env');
  const priv = generated.filter((file) => !isKeptByGit(file) && file.starter === undefined);
  return {
    steps,
    variables: dotenv === undefined ? undefined : variablesOf(dotenv, priv.find(({ path: name }) => name === '.env')?.text ?? ''),
    private: dotenv === undefined ? [] : await changedOf(folder, priv),
    records: await changedOf(folder, generated.filter(({ path: name }) => RECORDS.includes(name))),
    generated: compared,
    origin: (name) => {
      const [origin, text] = [origins.get(name), yours.get(name)];
      return origin && text !== undefined && blobId(text) === origin.id ? text : origin?.text();
    },
  };
}

async function changedOf(folder: string, files: FileTree): Promise<FileTree> {
  const texts = await textsOf(folder, files.map(({ path: name }) => name));
  return files.filter((file) => texts.get(file.path) !== file.text);
}

/** In one step, and never through a link to somewhere else. @throws TargetError where a folder of the path is such a link. */
async function put(folder: string, { path: name, text, mode }: Pick<File, 'path' | 'text' | 'mode'>): Promise<void> {
  const target = path.join(folder, name);
  await mkdir(path.dirname(target), { recursive: true });
  const [root, parent] = await Promise.all([realpath(folder), realpath(path.dirname(target))]);
  if (parent !== path.join(root, path.dirname(name))) throw new TargetError(`${name} lies behind a link to ${parent}: an upgrade writes into its own folder only`);
  const staged = `${target}.${process.pid}.partial`;
  await writeFile(staged, text);
  await chmod(staged, mode);
  await rename(staged, target);
}

/** Writes what was planned; the old `.env` is kept as `.env.bak`. What it replaces is in git: the tree was clean. */
export async function applyUpgrade(folder: string, upgrade: Upgrade): Promise<void> {
  keepOrigin(folder, upgrade.generated);
  for (const step of upgrade.steps) {
    if (step.kind === 'write') await put(folder, { path: step.path, ...step.file });
    else if (step.kind === 'delete') await rm(path.join(folder, step.path));
  }
  if (upgrade.private.some(({ path: name }) => name === '.env')) await copyFile(path.join(folder, '.env'), path.join(folder, '.env.bak'));
  for (const file of [...upgrade.private, ...upgrade.records]) await put(folder, file);
}

async function modeIn(folder: string, name: string): Promise<File['mode']> {
  return ((await stat(path.join(folder, name))).mode & 0o100) === 0 ? 0o644 : 0o755;
}

/**
 * The same change of the repository as a patch for `git apply -3`; nothing is written. What an upgrade leaves as it is
 * and files that only this machine has are not in it.
 */
export async function upgradePatch(folder: string, { steps, records, generated, origin }: Upgrade): Promise<string> {
  const written = new Set(steps.flatMap((step) => (step.kind === 'write' ? [step.path] : [])));
  const replaced = steps.flatMap((step) => (step.kind === 'leave' || step.what === 'new' ? [] : [step.path]));
  const from = await Promise.all(replaced.map(async (name) => ({ path: name, text: origin(name) ?? '', mode: await modeIn(folder, name) })));
  const present = await textsOf(folder, records.map(({ path: name }) => name));
  const recorded = records.map((file) => ({ ...file, text: present.get(file.path) })).filter((file): file is File => file.text !== undefined);
  return patchOf([...from, ...recorded], [...generated.filter(({ path: name }) => written.has(name)), ...records]);
}
