import { chmod, copyFile, mkdir, mkdtemp, readFile, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PRIVATE_FOLDER, type FileTree } from '../kit/file-tree';

/** An export that cannot be written where it was asked for; the message says why and what to do. */
export class TargetError extends Error {}

async function entriesOf(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') throw new TargetError(`${folder} is a file, not a folder`);
    throw error;
  }
}

/** The folder that a file of the export is in; the one with secrets is for its owner alone. */
async function makeFolder(root: string, name: string): Promise<void> {
  const folder = path.join(root, path.dirname(name));
  await mkdir(folder, { recursive: true });
  if (path.dirname(name) === PRIVATE_FOLDER) await chmod(folder, 0o700);
}

async function writeTree(folder: string, files: FileTree): Promise<void> {
  for (const { path: name, text, mode } of files) {
    const target = path.join(folder, name);
    await makeFolder(folder, name);
    await writeFile(target, text);
    await chmod(target, mode);
  }
}

/** A file of an earlier export at the target, if there is one. */
export async function existingText(folder: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(folder, name), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** Values of secrets that an earlier export keeps in files, by name. */
export async function existingSecrets(folder: string): Promise<Record<string, string>> {
  const names = (await entriesOf(path.join(folder, PRIVATE_FOLDER))) ?? [];
  const values = await Promise.all(names.map(async (name) => [name, await existingText(folder, path.join(PRIVATE_FOLDER, name))] as const));
  return Object.fromEntries(values.flatMap(([name, text]) => (text === undefined ? [] : [[name, text.replace(/\n$/, '')]])));
}

/** Folders that an earlier export began and that are their owner's since. */
async function ownedFolders(folder: string, files: FileTree): Promise<Set<string>> {
  const starters = new Set(files.flatMap(({ starter }) => (starter === undefined ? [] : [starter])));
  const present = await Promise.all([...starters].map(async (name) => ((await entriesOf(path.join(folder, name))) ? [name] : [])));
  return new Set(present.flat());
}

async function mergeInto(folder: string, from: string, files: FileTree): Promise<void> {
  if (await existingText(folder, '.env')) await copyFile(path.join(folder, '.env'), path.join(folder, '.env.bak'));
  const owned = await ownedFolders(folder, files);
  for (const { path: name, starter } of files) {
    if (starter !== undefined && owned.has(starter)) continue;
    const target = path.join(folder, name);
    await makeFolder(folder, name);
    await rename(path.join(from, name), target);
  }
}

/**
 * Writes an export into a folder. All files are written beside it first, so that a failure leaves nothing half-written.
 * With `force` files of an earlier export are replaced, the old `.env` is kept as `.env.bak`, and every other file stays; so does a folder that an export only begins.
 *
 * @throws TargetError when the folder has something in it and `force` is off.
 */
export async function writeFolder(folder: string, files: FileTree, { force }: { force: boolean }): Promise<void> {
  const named = path.resolve(folder);
  const present = await entriesOf(named);
  // A link to a folder stays one: its target is written into.
  const target = present ? await realpath(named) : named;
  if (present && present.length > 0 && !force) {
    throw new TargetError(`${folder} is not empty: choose another folder, or add --force to replace the generated files in it`);
  }
  await mkdir(path.dirname(target), { recursive: true });
  const staged = await mkdtemp(path.join(path.dirname(target), '.export-'));
  try {
    await writeTree(staged, files);
    await chmod(staged, 0o755);
    if (present && present.length > 0) return await mergeInto(target, staged, files);
    if (present) await rm(target, { recursive: true });
    await rename(staged, target);
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Writes one file in a single step. @throws TargetError when it exists and `force` is off. */
export async function writeWhole(file: string, bytes: Uint8Array, { force }: { force: boolean }): Promise<void> {
  const target = path.resolve(file);
  await mkdir(path.dirname(target), { recursive: true });
  const name = path.basename(target);
  const siblings = await readdir(path.dirname(target));
  if (siblings.includes(name) && !force) throw new TargetError(`${file} exists: choose another name, or add --force to replace it`);
  const staged = `${target}.${process.pid}.partial`;
  try {
    await writeFile(staged, bytes, { mode: 0o600 });
    await rename(staged, target);
  } finally {
    await rm(staged, { force: true });
  }
}
