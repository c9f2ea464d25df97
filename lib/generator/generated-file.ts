import { blobId } from '../kit/blob-id';
import { isKeptByGit, type File } from '../kit/file-tree';

/** Where an export says what in it was generated. */
export const GENERATED_FILE = '.base2/generated.json';

const ABOUT = 'What the designer generated, each file by the name that git gives its content. An upgrade tells your changes from its own by it; nothing else reads it.';

/** Names of the last text of each path: of an edit to a design only a few files differ, and hashing all of them takes longer than making them. */
const known = new Map<string, { readonly text: string; readonly id: string }>();

function idOf({ path, text }: File): string {
  const last = known.get(path);
  if (last?.text === text) return last.id;
  const id = blobId(text);
  known.set(path, { text, id });
  return id;
}

/** The design of an export. */
export const STACK_FILE = 'stack.json';

/** The design is what its owner says, and no product of it: moving a node changes this file only. */
const isGenerated = (file: File) => isKeptByGit(file) && file.path !== STACK_FILE;

/** The list of what was generated, for the next upgrade. Without secrets, and without what is its owner's from the start. */
export function generatedFile(files: readonly File[]): File {
  const ids = Object.fromEntries(files.filter(isGenerated).map((file) => [file.path, idOf(file)]));
  return { path: GENERATED_FILE, text: `${JSON.stringify({ about: ABOUT, files: ids }, null, 2)}\n`, mode: 0o644 };
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

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
