import { unzipSync, type UnzipFileInfo } from 'fflate';

/** Several times what the largest export has: files, bytes of the zip, and bytes of what it unpacks to. */
const MOST_FILES = 2_000;
export const MOST_PACKED = 8 * 1024 * 1024;
const MOST_UNPACKED = 16 * 1024 * 1024;

export type Unzipped =
  | {
      readonly ok: true;
      /** Path inside the zip's one folder → text. Files that are no UTF-8 are not in it. */
      readonly texts: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly message: string };

const refused = (message: string): Unzipped => ({ ok: false, message });

const TOO_LARGE = `This zip is larger than any export: at most ${MOST_FILES} files and ${MOST_UNPACKED / 1024 / 1024} MB are read.`;
const DAMAGED = 'This is no zip, or a part of it is missing.';

/** A path that stays inside its folder, on every system. */
function isInside(name: string): boolean {
  return !/^[/\\]|^[A-Za-z]:|\\|[\x00-\x1f\x7f]/.test(name) && !name.split('/').some((part) => part === '..' || part === '.');
}

/** Counts what entries say of themselves before anything is unpacked: fflate never writes more than that. */
function counting(): { readonly accept: (file: UnzipFileInfo) => boolean; readonly problem: () => string | undefined } {
  let files = 0;
  let bytes = 0;
  let outside: string | undefined;
  return {
    accept({ name, originalSize }) {
      files += 1;
      bytes += originalSize;
      if (!isInside(name)) outside ??= name;
      return outside === undefined && files <= MOST_FILES && bytes <= MOST_UNPACKED && !name.endsWith('/');
    },
    problem() {
      if (outside !== undefined) return `This zip was not made by the designer: the name ${JSON.stringify(outside)} leads out of its folder.`;
      return files > MOST_FILES || bytes > MOST_UNPACKED ? TOO_LARGE : undefined;
    },
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // A picture or an archive that its owner added: nothing that an export generates.
    return undefined;
  }
}

/** The folder that everything is in, as exports have one; none when files lie at the top. */
function rootOf(names: readonly string[]): string {
  const [first = ''] = names;
  const root = first.slice(0, first.indexOf('/') + 1);
  return names.every((name) => name.startsWith(root)) ? root : '';
}

/** The texts of an exported zip, read within bounds and without writing anything. Never throws, whatever the bytes are. */
export function unzipTexts(bytes: Uint8Array): Unzipped {
  if (bytes.length > MOST_PACKED) return refused(TOO_LARGE);
  const count = counting();
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, { filter: count.accept });
  } catch {
    // fflate says "damaged" in many ways; to a person it is one thing.
    return refused(count.problem() ?? DAMAGED);
  }
  const problem = count.problem();
  if (problem !== undefined) return refused(problem);
  const names = Object.keys(entries);
  const root = rootOf(names);
  const texts = names.flatMap((name) => {
    const text = textOf(entries[name] ?? new Uint8Array());
    return text === undefined ? [] : [[name.slice(root.length), text] as const];
  });
  return { ok: true, texts: new Map(texts) };
}
