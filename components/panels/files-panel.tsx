'use client';

import { FileQuestion } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { FileTree } from '@/lib/kit/file-tree';
import { EmptyState, useAfterPaint } from '../ui';
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

/** A set that is the same object as long as the same paths are in it. */
function useSteadySet(paths: Iterable<string>): ReadonlySet<string> {
  const key = [...paths].join('\n');
  return useMemo(() => new Set(key === '' ? [] : key.split('\n')), [key]);
}

/** What the tree shows. It may follow a moment later than the code that is being watched. */
function useTree(files: FileTree | undefined, previous: FileTree | undefined) {
  const late = useAfterPaint(useMemo(() => ({ files, previous }), [files, previous]));
  const [now = [], before] = late.files ? [late.files, late.previous] : [files, previous];
  const changed = useSteadySet(useMemo(() => changedPaths(now, before), [now, before]));
  const removed = useSteadySet(useMemo(() => removedPaths(now, before), [now, before]));
  const known = useSteadySet(useMemo(() => [...now.map(({ path }) => path), ...removed], [now, removed]));
  const paths = useMemo(() => [...known], [known]);
  return { paths, known, changed, removed };
}

export function FilesPanel({ files, previous, spot, onSelect, head }: FilesPanelProps) {
  const { path: selected } = spot;
  const [browsing, setBrowsing] = useState(false);
  const reading = useReading();
  const { paths, known, changed, removed } = useTree(files, previous);
  const others = useMemo(() => [...changed, ...removed].filter((path) => path !== selected), [changed, removed, selected]);
  const select = useCallback(
    (path: string) => {
      setBrowsing(false);
      onSelect(path);
    },
    [onSelect],
  );
  const browse = useCallback(() => setBrowsing((before) => !before), []);
  if (!files) return <EmptyState title="Making the files…" />;
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
          onSelect={select}
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
            onBrowse={browse}
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
