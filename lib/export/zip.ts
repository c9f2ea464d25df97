import { strToU8, zipSync, type Zippable } from 'fflate';
import { PRIVATE_FOLDER, type FileTree } from '../kit/file-tree';

/** Zip times begin in 1980. Local, because the format has no time zone: it reads the same everywhere. */
function fixedDate(): Date {
  return new Date(1980, 0, 1);
}

/** `os` 3 is Unix: the upper half of the attributes is then the file's mode. */
const UNIX = 3;
const FILE = 0o100000;
const FOLDER = 0o040000;
const DOS_FOLDER = 0x10;

/** Setting up a compressor costs more than it saves on a small file; most files are small. */
const WORTH_COMPRESSING = 3072;

function levelFor(text: string): 0 | 4 {
  return text.length < WORTH_COMPRESSING ? 0 : 4;
}

function unixMode(mode: number): number {
  return (mode << 16) >>> 0;
}

function folderMode(folder: string): number {
  return folder.endsWith(`/${PRIVATE_FOLDER}/`) ? 0o700 : 0o755;
}

function foldersOf(files: FileTree, root: string): string[] {
  const folders = new Set([`${root}/`]);
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, index) => folders.add(`${root}/${parts.slice(0, index + 1).join('/')}/`));
  }
  return [...folders].sort();
}

/** A zip of an export, in one folder named `root`. Byte for byte the same for the same files; run bits are kept. */
export function zipFiles(files: FileTree, root: string): Uint8Array<ArrayBuffer> {
  const shared = { mtime: fixedDate(), os: UNIX };
  const entries: Zippable = {};
  for (const folder of foldersOf(files, root)) {
    entries[folder] = [new Uint8Array(), { ...shared, level: 0, attrs: unixMode(FOLDER | folderMode(folder)) | DOS_FOLDER }];
  }
  for (const { path, text, mode } of files) {
    entries[`${root}/${path}`] = [strToU8(text), { ...shared, level: levelFor(text), attrs: unixMode(FILE | mode) }];
  }
  return zipSync(entries);
}
