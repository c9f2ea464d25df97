import { blobId } from '../kit/blob-id';
import { isKeptByGit, type FileTree } from '../kit/file-tree';
import type { Kept } from './kept';

/** A generated file as an export left it, by git's name; its text is asked for where a merge needs it, and can be lost. */
export interface Origin {
  readonly id: string;
  readonly text: () => string | undefined;
}

/** Merges three versions line by line, and marks the lines that both sides changed. */
export type Merge = (versions: { readonly path: string; readonly origin: string; readonly yours: string; readonly generated: string }) => {
  readonly text: string;
  readonly conflicts: number;
};

/**
 * What an upgrade does with a file. `write` and `delete` change it; all others leave it as it is, and `what` says to its
 * owner why.
 */
export type Step =
  | { readonly kind: 'write'; readonly path: string; readonly what: 'new' | 'updated' | 'merged'; readonly file: Kept }
  | { readonly kind: 'write'; readonly path: string; readonly what: 'conflict'; readonly conflicts: number; readonly file: Kept }
  | { readonly kind: 'delete'; readonly path: string; readonly what: 'no longer generated' }
  | { readonly kind: 'leave'; readonly path: string; readonly what: Left };

/**
 * `edited, no longer generated`: the file is its owner's from now on. `removed by you`: it changed here and stays
 * removed there. `in the way`: a file of somebody's own has the name of a new one. `without its origin`: both sides
 * changed it, and nobody has the version in between.
 */
export type Left = 'edited, no longer generated' | 'removed by you' | 'in the way' | 'without its origin';

export interface Sides {
  /** What the last export generated, by path. */
  readonly origin: ReadonlyMap<string, Origin>;
  /** What stands in the repository; undefined for a file that is not there. */
  readonly yours: (path: string) => string | undefined;
  readonly generated: FileTree;
  readonly merge: Merge;
}

function added(path: string, yours: string | undefined, file: Kept): Step | undefined {
  if (yours === undefined) return { kind: 'write', path, what: 'new', file };
  return yours === file.text ? undefined : { kind: 'leave', path, what: 'in the way' };
}

function dropped(path: string, yours: string | undefined, origin: Origin): Step | undefined {
  if (yours === undefined) return undefined;
  return blobId(yours) === origin.id ? { kind: 'delete', path, what: 'no longer generated' } : { kind: 'leave', path, what: 'edited, no longer generated' };
}

function changed(path: string, yours: string | undefined, origin: Origin, file: Kept, merge: Merge): Step | undefined {
  if (blobId(file.text) === origin.id || yours === file.text) return undefined;
  if (yours === undefined) return { kind: 'leave', path, what: 'removed by you' };
  if (blobId(yours) === origin.id) return { kind: 'write', path, what: 'updated', file };
  const between = origin.text();
  if (between === undefined) return { kind: 'leave', path, what: 'without its origin' };
  const { text, conflicts } = merge({ path, origin: between, yours, generated: file.text });
  const merged = { ...file, text };
  return conflicts > 0 ? { kind: 'write', path, what: 'conflict', conflicts, file: merged } : { kind: 'write', path, what: 'merged', file: merged };
}

/** What brings a repository from one export to the next: generated changes only, and none of its owner's is lost. Sorted by path. */
export function upgradeSteps({ origin, yours, generated, merge }: Sides): readonly Step[] {
  const files = new Map(generated.filter(isKeptByGit).map((file) => [file.path, file]));
  const paths = [...new Set([...origin.keys(), ...files.keys()])].sort();
  return paths.flatMap((path) => {
    const before = origin.get(path);
    const file = files.get(path);
    const step = before && file ? changed(path, yours(path), before, file, merge) : before ? dropped(path, yours(path), before) : file && added(path, yours(path), file);
    return step ? [step] : [];
  });
}
