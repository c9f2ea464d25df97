import { blobId } from '../kit/blob-id';
import { isKeptByGit, lateFile, type File } from '../kit/file-tree';
import { isMap } from '../kit/is-map';
import { Memory } from '../kit/remembered';

/** Where an export says what in it was generated. */
export const GENERATED_FILE = '.base2/generated.json';

const ABOUT = 'What the designer generated, each file by the name that git gives its content. An upgrade tells your changes from its own by it; nothing else reads it.';

/** Of an edit to a design only a few files differ, and hashing all of them takes longer than making them. */
const ids = new Memory<string>(600);

/** The design of an export. */
export const STACK_FILE = 'stack.json';

/** The design is what its owner says, and no product of it; and the list does not name itself. */
const isGenerated = (file: File) => isKeptByGit(file) && file.path !== STACK_FILE && file.path !== GENERATED_FILE;

const nameOf = (text: string) => ids.of(text, () => blobId(text));

/** Finds the names of files, each a step, so that others may work in between: all at once hold up a phone for a third of a second. */
export function* naming(files: readonly File[]): Generator<undefined, void> {
  for (const { text } of files.filter(isGenerated)) {
    nameOf(text);
    yield;
  }
}

/**
 * The list of what was generated, for the next upgrade. Without secrets, and without what is its owner's from the start.
 * Its text is made late: after an edit that takes as long as a fifth of all that is generated, and hardly anybody looks.
 */
export function generatedList(files: readonly File[]): File {
  return lateFile(GENERATED_FILE, 0o644, () => {
    const names = Object.fromEntries(files.filter(isGenerated).map(({ path, text }) => [path, nameOf(text)]));
    return `${JSON.stringify({ about: ABOUT, files: names }, null, 2)}\n`;
  });
}

/** A path as exports have them: inside the folder, in plain letters. */
const PATH = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.@-]+(?:\/[\w.@-]+)*$/;

/** Path → git's name, from the list of an export; undefined for what is no such list. */
export function readGenerated(text: string): ReadonlyMap<string, string> | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  const files = isMap(list) ? list['files'] : undefined;
  if (!isMap(files)) return undefined;
  const entries = Object.entries(files);
  const right = entries.every(([path, id]) => PATH.test(path) && typeof id === 'string' && /^[0-9a-f]{40}$/.test(id));
  return right ? new Map(entries as [string, string][]) : undefined;
}
