import JSZip from 'jszip';
import type { FileTree } from '../kit/file-tree';

/** Zip times begin in 1980; the same bytes whenever it is made. */
const FIXED_DATE = new Date(Date.UTC(1980, 0, 1));

const FOLDER_MODE = 0o40755;
const FILE = 0o100000;

function foldersOf(files: FileTree, root: string): string[] {
  const folders = new Set([`${root}/`]);
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, index) => folders.add(`${root}/${parts.slice(0, index + 1).join('/')}/`));
  }
  return [...folders].sort();
}

/**
 * A zip of an export, in one folder named `root`. Byte for byte the same for the same files; run bits are kept.
 */
export async function zipFiles(files: FileTree, root: string): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const folder of foldersOf(files, root)) {
    zip.file(folder, null, { dir: true, date: FIXED_DATE, unixPermissions: FOLDER_MODE });
  }
  for (const { path, text, mode } of files) {
    zip.file(`${root}/${path}`, text, { date: FIXED_DATE, unixPermissions: FILE | mode, createFolders: false });
  }
  return zip.generateAsync({ type: 'uint8array', platform: 'UNIX', compression: 'DEFLATE', compressionOptions: { level: 6 } });
}
