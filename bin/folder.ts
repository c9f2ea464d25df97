import { nothingEarlier, secretSpecs } from '../lib/generator';
import type { FileTree } from '../lib/kit/file-tree';
import { makeSecrets, type SecretSpec } from '../lib/kit/secret';
import type { Side } from '../lib/report/plan';
import { nodeSecretSource } from '../lib/server/secrets';
import { existingText } from '../lib/server/write-export';
import type { Stack } from '../lib/stack';
import type { Io } from './command';
import { isFolder, readDesign } from './design';
import { UsageError } from './errors';
import { earlierOf, filesOf } from './exporting';

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

/** A design, and the folder that it was exported into if it was. */
export interface Place {
  readonly stack: Stack;
  readonly folder?: string;
}

/** What a side of a comparison is on the command line. */
export async function placeOf(source: string, io: Io): Promise<Place> {
  const stack = await readDesign(source, { set: [] }, io);
  return { stack, ...((await isFolder(source)) && { folder: source }) };
}

async function sideOf({ stack, folder }: Place, generated: FileTree, all: FileTree): Promise<Side> {
  return { stack, files: folder === undefined ? generated : await present(folder, all) };
}

/**
 * Both sides of a comparison; without a second one, a folder as it would be exported and as it is. They have the same
 * secrets, those of a folder where there is one: only the design is to differ.
 */
export async function sidesOf(from: Place, to: Place | undefined): Promise<{ readonly from: Side; readonly to: Side }> {
  const folder = from.folder ?? to?.folder;
  const earlier = folder === undefined ? nothingEarlier : await earlierOf(folder);
  if (to === undefined) {
    if (folder === undefined) throw new UsageError('A design alone has nothing to be compared with: name a second one, or an exported folder.');
    const files = await regenerated(folder, from.stack);
    return { from: { stack: from.stack, files }, to: { stack: from.stack, files: await present(folder, files) } };
  }
  const given = makeSecrets(same([...secretSpecs(from.stack), ...secretSpecs(to.stack)]), nodeSecretSource, earlier.values);
  const [old, now] = await Promise.all([filesOf(from.stack, { earlier, given }), filesOf(to.stack, { earlier, given })]);
  const all = [...new Map([...old, ...now].map((file) => [file.path, file])).values()];
  return { from: await sideOf(from, old, all), to: await sideOf(to, now, all) };
}
