'use client';

import { ChevronRight, File, Folder, FolderOpen } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { cx } from '../ui';
import styles from './file-tree-view.module.css';
import { buildTree, foldersAbove, visibleRows, type Row } from './tree-model';

export interface FileTreeViewProps {
  readonly paths: readonly string[];
  readonly changed: ReadonlySet<string>;
  /** Files that were there before and are shown for that reason only. */
  readonly removed: ReadonlySet<string>;
  readonly selected: string;
  readonly onSelect: (path: string) => void;
}

const toggled = (open: ReadonlySet<string>, path: string) => {
  const next = new Set(open);
  if (!next.delete(path)) next.add(path);
  return next;
};

/** The files as a tree: arrows move and fold, Enter opens, letters jump. */
export const FileTreeView = memo(function FileTreeView({ paths, changed, removed, selected, onSelect }: FileTreeViewProps) {
  const tree = useMemo(() => buildTree(paths), [paths]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(foldersAbove(selected)));
  const [current, setCurrent] = useState(selected);
  const list = useRef<HTMLUListElement>(null);
  const [seen, setSeen] = useState(selected);
  if (seen !== selected) {
    setSeen(selected);
    setCurrent(selected);
    setOpen(new Set([...open, ...foldersAbove(selected)]));
  }
  const rows = useMemo(() => visibleRows(tree, open), [tree, open]);
  const stop = rows.some(({ node }) => node.path === current) ? current : rows[0]?.node.path;

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const focus = (row: Row | undefined) => {
    if (!row) return;
    setCurrent(row.node.path);
    list.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(row.node.path)}"]`)?.focus();
  };
  const act = ({ node }: Row) => {
    setCurrent(node.path);
    if (node.kind === 'folder') setOpen(toggled(open, node.path));
    else onSelect(node.path);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.findIndex(({ node }) => node.path === stop);
    const row = rows[at];
    if (!row || !keys(event.key, at, row)) return;
    event.preventDefault();
  };
  const keys = (key: string, at: number, row: Row): boolean => {
    const isFolder = row.node.kind === 'folder';
    if (key === 'ArrowDown') focus(rows[at + 1]);
    else if (key === 'ArrowUp') focus(rows[at - 1]);
    else if (key === 'Home') focus(rows[0]);
    else if (key === 'End') focus(rows.at(-1));
    else if (key === 'Enter' || key === ' ') act(row);
    else if (key === 'ArrowRight' && isFolder && !row.open) act(row);
    else if (key === 'ArrowRight' && isFolder) focus(rows[at + 1]);
    else if (key === 'ArrowLeft' && isFolder && row.open) act(row);
    else if (key === 'ArrowLeft') focus(rows.slice(0, at).findLast(({ level }) => level < row.level));
    else if (key.length === 1) {
      const starts = ({ node }: Row) => node.name.replace(/^\./, '').toLowerCase().startsWith(key.toLowerCase());
      focus([...rows.slice(at + 1), ...rows.slice(0, at)].find(starts));
    } else return false;
    return true;
  };

  return (
    <ul ref={list} role="tree" aria-label="Files" className={styles.tree} onKeyDown={press}>
      {rows.map((row) => {
        const { node } = row;
        const inside = (path: string) => path.startsWith(`${node.path}/`);
        const news = node.kind === 'file' ? changed.has(node.path) : !row.open && ([...changed].some(inside) || [...removed].some(inside));
        const gone =
          node.kind === 'file' ? removed.has(node.path) : removed.size > 0 && !paths.some((path) => inside(path) && !removed.has(path));
        return (
          <li
            key={node.path}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.position}
            aria-setsize={row.siblings}
            aria-expanded={node.kind === 'folder' ? row.open : undefined}
            aria-selected={node.kind === 'file' ? node.path === selected : undefined}
            tabIndex={node.path === stop ? 0 : -1}
            data-path={node.path}
            className={cx(styles.row, node.kind === 'folder' && styles.folder, gone && styles.gone)}
            style={{ '--level': row.level - 1 } as CSSProperties}
            onClick={() => act(row)}
          >
            <ChevronRight className={styles.chevron} aria-hidden="true" data-open={row.open || undefined} />
            <Icon row={row} />
            <span className={styles.name}>{node.name}</span>
            {gone && <span className="visually-hidden">removed</span>}
            {news && (
              <span className={styles.dot}>
                <span className="visually-hidden">changed</span>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
});

function Icon({ row }: { readonly row: Row }) {
  if (row.node.kind === 'file') return <File className={styles.icon} aria-hidden="true" />;
  return row.open ? (
    <FolderOpen className={styles.icon} aria-hidden="true" />
  ) : (
    <Folder className={styles.icon} aria-hidden="true" />
  );
}
