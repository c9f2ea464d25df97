'use client';

import { FileQuestion } from 'lucide-react';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { FileTree } from '@/lib/kit/file-tree';
import { EmptyState } from '../ui';
import { isDotenv } from './code/dotenv-mask';
import { FileTreeView } from './file-tree-view';
import { FileView } from './file-view';
import styles from './files-panel.module.css';
import { changedPaths, removedPaths } from './tree-model';
import { useReading } from './use-reading';

export interface FilesPanelProps {
  /** Nothing while they are being made. */
  readonly files: FileTree | undefined;
  /** The files to compare with, before the last change for instance: what differs is marked. */
  readonly previous?: FileTree | undefined;
  /** The file that is shown; a line of it is gone to once for each object. */
  readonly spot: { readonly path: string; readonly line?: number | undefined };
  readonly onSelect: (path: string) => void;
  /** Above the tree: what the marks mean. */
  readonly head?: ReactNode;
}

export function FilesPanel({ files, previous, spot, onSelect, head }: FilesPanelProps) {
  const { path: selected } = spot;
  const [browsing, setBrowsing] = useState(false);
  const reading = useReading();
  // The tree may follow a moment later than the code that is being watched.
  const treeFiles = useDeferredValue(files);
  const changed = useMemo(() => changedPaths(treeFiles ?? [], previous), [treeFiles, previous]);
  const removed = useMemo(() => removedPaths(treeFiles ?? [], previous), [treeFiles, previous]);
  const key = [...(treeFiles ?? []).map(({ path }) => path), ...removed].join('\n');
  const paths = useMemo(() => key.split('\n'), [key]);
  const known = useMemo(() => new Set(paths), [paths]);
  const others = useMemo(() => [...changed, ...removed].filter((path) => path !== selected), [changed, removed, selected]);
  if (!files || !treeFiles) return <EmptyState title="Making the files…" />;
  const now = files.find(({ path }) => path === selected);
  const before = previous?.find(({ path }) => path === selected);
  const file = now ?? before;
  return (
    <div className={styles.panel} data-browsing={browsing || !file || undefined}>
      <nav className={styles.tree} aria-label="Files of the export">
        {head}
        <FileTreeView
          paths={paths}
          changed={changed}
          removed={removed}
          selected={selected}
          onSelect={(path) => {
            setBrowsing(false);
            onSelect(path);
          }}
        />
      </nav>
      <div className={styles.file} data-file={selected}>
        {file ? (
          <FileView
            key={file.path}
            file={file}
            before={before}
            compares={previous !== undefined && previous !== files}
            gone={now === undefined}
            example={isDotenv(file.path) ? files.find(({ path }) => path === `${file.path}.example`)?.text : undefined}
            spot={spot}
            reading={reading}
            browsing={browsing}
            onBrowse={() => setBrowsing(!browsing)}
            paths={known}
            others={others}
            onSelect={onSelect}
          />
        ) : (
          <EmptyState icon={<FileQuestion />} title="This file is not in the export now">
            A change to the design left it out. Choose another one in the tree.
          </EmptyState>
        )}
      </div>
    </div>
  );
}
