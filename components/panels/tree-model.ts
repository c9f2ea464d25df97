import type { FileTree } from '@/lib/kit/file-tree';

export interface FileNode {
  readonly kind: 'file';
  readonly name: string;
  readonly path: string;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly name: string;
  readonly path: string;
  readonly children: readonly TreeNode[];
}

export type TreeNode = FileNode | FolderNode;

const byKindAndName = (a: TreeNode, b: TreeNode) =>
  a.kind === b.kind ? a.name.localeCompare(b.name, 'en') : a.kind === 'folder' ? -1 : 1;

/** Paths as folders and files, folders first. A folder that holds one folder only is shown as one: `a/b`. */
export function buildTree(paths: readonly string[], parent = ''): readonly TreeNode[] {
  const folders = new Map<string, string[]>();
  const nodes: TreeNode[] = [];
  for (const path of paths) {
    const inside = path.slice(parent.length);
    const slash = inside.indexOf('/');
    if (slash < 0) {
      nodes.push({ kind: 'file', name: inside, path });
      continue;
    }
    const name = inside.slice(0, slash);
    const known = folders.get(name);
    if (known) known.push(path);
    else folders.set(name, [path]);
  }
  for (const [name, members] of folders) {
    const path = `${parent}${name}`;
    const children = buildTree(members, `${path}/`);
    const [only] = children;
    nodes.push(
      children.length === 1 && only?.kind === 'folder'
        ? { ...only, name: `${name}/${only.name}` }
        : { kind: 'folder', name, path, children },
    );
  }
  return nodes.sort(byKindAndName);
}

export interface Row {
  readonly node: TreeNode;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly open: boolean;
}

/** The rows that are in view while `open` folders are unfolded. */
export function visibleRows(nodes: readonly TreeNode[], open: ReadonlySet<string>, level = 1): readonly Row[] {
  return nodes.flatMap((node, index) => {
    const unfolded = node.kind === 'folder' && open.has(node.path);
    const row = { node, level, position: index + 1, siblings: nodes.length, open: unfolded };
    return unfolded ? [row, ...visibleRows(node.children, open, level + 1)] : [row];
  });
}

/** Paths of the folders above a file. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Files of `files` that are new or different; nothing without an earlier tree. */
export function changedPaths(files: FileTree, previous: FileTree | undefined): ReadonlySet<string> {
  if (!previous || previous === files) return new Set();
  const before = new Map(previous.map((file) => [file.path, file]));
  return new Set(
    files
      .filter((file) => {
        const old = before.get(file.path);
        return old?.text !== file.text || old.mode !== file.mode;
      })
      .map((file) => file.path),
  );
}

/** Files of `previous` that are no more. */
export function removedPaths(files: FileTree, previous: FileTree | undefined): ReadonlySet<string> {
  if (!previous || previous === files) return new Set();
  const now = new Set(files.map(({ path }) => path));
  return new Set(previous.map(({ path }) => path).filter((path) => !now.has(path)));
}

export interface FileChange {
  readonly path: string;
  readonly kind: 'changed' | 'added' | 'removed';
}

/** What became of the files of `previous`: those that are now different or new, then those that are gone. */
export function fileChanges(files: FileTree, previous: FileTree | undefined): readonly FileChange[] {
  const known = new Set(previous?.map(({ path }) => path));
  const now = [...changedPaths(files, previous)].map((path): FileChange => ({ path, kind: known.has(path) ? 'changed' : 'added' }));
  return [...now, ...[...removedPaths(files, previous)].map((path): FileChange => ({ path, kind: 'removed' }))];
}
