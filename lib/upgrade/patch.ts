import { structuredPatch, type StructuredPatchHunk } from 'diff';
import { blobId } from '../kit/blob-id';
import { isKeptByGit, type FileTree } from '../kit/file-tree';
import { gitMode, type Kept } from './kept';

/** Git's name for a file that is not there. */
const NOTHING = '0'.repeat(40);

function hunkText({ oldStart, oldLines, newStart, newLines, lines }: StructuredPatchHunk): string {
  return `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n${lines.join('\n')}\n`;
}

/** The changed lines; nothing for a file that is empty, which git tells by its heading alone. */
function body(path: string, from: Kept | undefined, to: Kept | undefined): string {
  const { hunks } = structuredPatch(path, path, from?.text ?? '', to?.text ?? '', undefined, undefined, { context: 3 });
  if (hunks.length === 0) return '';
  return `--- ${from ? `a/${path}` : '/dev/null'}\n+++ ${to ? `b/${path}` : '/dev/null'}\n${hunks.map(hunkText).join('')}`;
}

/** Whole names of contents, so that git finds the common ancestor for a three-way merge. */
function heading(from: Kept | undefined, to: Kept | undefined): string {
  const index = `index ${from ? blobId(from.text) : NOTHING}..${to ? blobId(to.text) : NOTHING}`;
  if (!from) return `new file mode ${gitMode(to)}\n${index}\n`;
  if (!to) return `deleted file mode ${gitMode(from)}\n${index}\n`;
  if (from.mode === to.mode) return `${index} ${gitMode(to)}\n`;
  const modes = `old mode ${gitMode(from)}\nnew mode ${gitMode(to)}\n`;
  return from.text === to.text ? modes : `${modes}${index}\n`;
}

function ofFile(path: string, from: Kept | undefined, to: Kept | undefined): string {
  if (from?.text === to?.text && from?.mode === to?.mode) return '';
  return `diff --git a/${path} b/${path}\n${heading(from, to)}${body(path, from, to)}`;
}

/**
 * What turns one export into another, as git writes it: `git apply -3` brings it into a repository that has been worked
 * on since, and marks the lines that both sides changed. Files that git does not see (`.env`, `secrets/`) and folders
 * that an export only begins are not in it. Empty when there is nothing to change.
 */
export function patchOf(from: FileTree, to: FileTree): string {
  const before = new Map(from.filter(isKeptByGit).map((file) => [file.path, file]));
  const after = new Map(to.filter(isKeptByGit).map((file) => [file.path, file]));
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.map((path) => ofFile(path, before.get(path), after.get(path))).join('');
}
