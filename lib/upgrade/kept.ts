import type { File } from '../kit/file-tree';

/** What an upgrade needs to know of a file. */
export type Kept = Pick<File, 'text' | 'mode'>;

/** A file's mode as git has it. */
export function gitMode(file: Pick<File, 'mode'> | undefined): '100644' | '100755' {
  return file?.mode === 0o755 ? '100755' : '100644';
}
