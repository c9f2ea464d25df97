import path from 'node:path';
import { nothingEarlier, secretSpecs } from '../lib/generator';
import type { FileTree } from '../lib/kit/file-tree';
import { makeSecrets, type SecretSpec } from '../lib/kit/secret';
import type { Side } from '../lib/report/plan';
import { nodeSecretSource } from '../lib/server/secrets';
import { existingText } from '../lib/server/write-export';
import { checkStack, type Stack } from '../lib/stack';
import type { Io } from './command';
import { isFolder, readDesign, readJson } from './design';
import { told } from './errors';
import { earlierOf, filesOf } from './exporting';

/** The design in an exported folder. */
export async function designIn(folder: string, io: Io): Promise<Stack> {
  const checked = checkStack(await readJson(path.join(folder, 'stack.json'), io));
  if (!checked.ok) throw told(checked.problems);
  return checked.stack;
}

/** Those of the files that a folder has, as they lie there. */
async function present(folder: string, files: FileTree): Promise<FileTree> {
  const read = await Promise.all(files.map(async (file) => ({ file, text: await existingText(folder, file.path) })));
  return read.flatMap(({ file, text }) => (text === undefined ? [] : [{ ...file, text }]));
}

/** What an exported folder would be if it were exported now, with the secrets that it has. */
export async function regenerated(folder: string, stack: Stack): Promise<FileTree> {
  return filesOf(stack, { earlier: await earlierOf(folder) });
}

/**
 * The generated files of an exported folder as they lie there, with what their owner has changed. A `.env` that was
 * never made, as in a fresh clone, is left out.
 */
export async function filesIn(folder: string, stack: Stack): Promise<FileTree> {
  return present(folder, await regenerated(folder, stack));
}

const same = (specs: readonly SecretSpec[]) => [...new Map(specs.map((spec) => [spec.name, spec])).values()];

/** Both sides of a comparison. They have the same secrets, those of the folder where there is one: only the design is to differ. */
export async function sidesOf(from: string, to: string | undefined, io: Io): Promise<{ readonly from: Side; readonly to: Side }> {
  if (to === undefined) {
    const stack = await designIn(from, io);
    const files = await regenerated(from, stack);
    return { from: { stack, files }, to: { stack, files: await present(from, files) } };
  }
  const sources = [from, to];
  const [before, after] = [await readDesign(from, { set: [] }, io), await readDesign(to, { set: [] }, io)];
  const folders = (await Promise.all(sources.map(isFolder))).flatMap((is, index) => (is ? [sources[index] ?? ''] : []));
  const earlier = folders[0] === undefined ? nothingEarlier : await earlierOf(folders[0]);
  const given = makeSecrets(same([...secretSpecs(before), ...secretSpecs(after)]), nodeSecretSource, earlier.values);
  const [old, now] = await Promise.all([filesOf(before, { earlier, given }), filesOf(after, { earlier, given })]);
  const all = [...new Map([...old, ...now].map((file) => [file.path, file])).values()];
  const lying = (source: string, files: FileTree) => (folders.includes(source) ? present(source, all) : files);
  return { from: { stack: before, files: await lying(from, old) }, to: { stack: after, files: await lying(to, now) } };
}
