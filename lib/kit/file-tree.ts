/** One file of an export. `executable` becomes mode 755, everything else is 644 (`private`: 600). */
export interface File {
  readonly path: string;
  readonly text: string;
  readonly mode: FileMode;
  /** A folder with something to begin with: once it is there it is its owner's, and a later export leaves it alone. */
  readonly starter?: string;
}

export type FileMode = 0o644 | 0o755 | 0o600;

/** Files in it are for the containers that are given them; the folder itself opens for its owner only. */
export const PRIVATE_FOLDER = 'secrets';

/** All files of an export, sorted by path. */
export type FileTree = readonly File[];

/** What `templates/` holds: its path there → text and whether it may be executed. */
export type Templates = Readonly<Record<string, { readonly text: string; readonly executable: boolean }>>;

/** A file that belongs to the repository and to the generator: neither a secret nor somebody's own to begin with. */
export function isKeptByGit({ path, mode, starter }: File): boolean {
  return mode !== 0o600 && !path.startsWith(`${PRIVATE_FOLDER}/`) && starter === undefined;
}

export function sortFiles(files: Iterable<File>): FileTree {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const unread = new WeakSet<File>();

/** A file whose text is made when somebody first looks at it. */
export function lateFile(path: string, mode: FileMode, make: () => string): File {
  let made: string | undefined;
  const file: File = {
    path,
    get text() {
      unread.delete(file);
      return (made ??= make());
    },
    mode,
  };
  unread.add(file);
  return file;
}

/**
 * The files of `next`, each the object of `before` where it is the same: whoever looks at identity sees what changed. One
 * whose text nobody has looked at yet is a new one: to compare it would make it.
 */
export function keptFiles(before: FileTree, next: FileTree): FileTree {
  const known = new Map(before.map((file) => [file.path, file]));
  return next.map((file) => {
    const old = known.get(file.path);
    return old && !unread.has(file) && old.text === file.text && old.mode === file.mode && old.starter === file.starter ? old : file;
  });
}
