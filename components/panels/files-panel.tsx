'use client';

import { Check, Copy, Download, Eye, EyeOff, FileQuestion, FolderTree, WrapText } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { File, FileTree } from '@/lib/kit/file-tree';
import { Badge, EmptyState, IconButton } from '../ui';
import { holdsSecrets, isDotenv, masked } from './code/dotenv-mask';
import { ChangeCount } from './code/change-count';
import { CodeView } from './code/code-view';
import { lineChanges, noChanges } from './code/line-changes';
import { splitLines } from './code/token-text';
import { useHighlighted } from './code/use-highlighted';
import { ChangedFiles } from './changed-files';
import { FileTreeView } from './file-tree-view';
import styles from './files-panel.module.css';
import { saveFile } from './save-file';
import { changedPaths } from './tree-model';
import { useCopy } from './use-copy';

export interface FilesPanelProps {
  /** Nothing while they are being made. */
  readonly files: FileTree | undefined;
  /** The files before the last change: what differs is marked. */
  readonly previous?: FileTree | undefined;
  readonly selected: string;
  readonly onSelect: (path: string) => void;
}

export function FilesPanel({ files, previous, selected, onSelect }: FilesPanelProps) {
  const [browsing, setBrowsing] = useState(false);
  // The tree may follow a moment later than the code that is being watched.
  const treeFiles = useDeferredValue(files);
  const key = treeFiles?.map(({ path }) => path).join('\n');
  const paths = useMemo(() => key?.split('\n') ?? [], [key]);
  const changed = useMemo(() => changedPaths(treeFiles ?? [], previous), [treeFiles, previous]);
  const others = useMemo(() => [...changed].filter((path) => path !== selected), [changed, selected]);
  if (!files || !treeFiles) return <EmptyState title="Making the files…" />;
  const file = files.find(({ path }) => path === selected);
  return (
    <div className={styles.panel} data-browsing={browsing || !file || undefined}>
      <nav className={styles.tree} aria-label="Files of the export">
        <FileTreeView
          paths={paths}
          changed={changed}
          selected={selected}
          onSelect={(path) => {
            setBrowsing(false);
            onSelect(path);
          }}
        />
      </nav>
      <div className={styles.file}>
        {file ? (
          <FileView
            key={file.path}
            file={file}
            before={previous?.find(({ path }) => path === file.path)}
            compares={previous !== undefined && previous !== files}
            example={isDotenv(file.path) ? files.find(({ path }) => path === `${file.path}.example`)?.text : undefined}
            browsing={browsing}
            onBrowse={() => setBrowsing(!browsing)}
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

interface FileViewProps {
  readonly file: File;
  readonly before: File | undefined;
  readonly compares: boolean;
  readonly example: string | undefined;
  readonly browsing: boolean;
  readonly onBrowse: () => void;
  /** Other files that the last change touched. */
  readonly others: readonly string[];
  readonly onSelect: (path: string) => void;
}

function FileView({ file, before, compares, example, browsing, onBrowse, others, onSelect }: FileViewProps) {
  const secret = holdsSecrets(file.path);
  const [revealed, setRevealed] = useState(false);
  const [wrap, setWrap] = useWrap();
  const code = useRef<HTMLDivElement>(null);
  const hidden = secret && !revealed;
  const text = useMemo(() => (hidden ? masked(file.path, file.text, example) : file.text), [hidden, file, example]);
  const old = useMemo(
    () => (before && hidden ? masked(before.path, before.text, example) : before?.text),
    [hidden, before, example],
  );
  const lines = useHighlighted(file.path, text);
  const changes = useMemo(
    () => (compares && old !== text ? lineChanges(old === undefined ? [] : splitLines(old), splitLines(text)) : noChanges),
    [compares, old, text],
  );
  const { copied, copy } = useCopy();
  const [folder, name] = splitPath(file.path);

  return (
    <>
      <header className={styles.header}>
        <span className={styles.browse}>
          <IconButton label={browsing ? 'Back to the file' : 'All files'} size="small" aria-expanded={browsing} onClick={onBrowse}>
            <FolderTree />
          </IconButton>
        </span>
        <h2 className={styles.path} title={file.path}>
          <span className={styles.folder}>{folder}</span>
          {name}
        </h2>
        {file.mode !== 0o644 && (
          <span className={styles.mode}>
            <Badge>{file.mode === 0o755 ? 'executable' : 'private'}</Badge>
          </span>
        )}
        <ChangeCount changes={changes} code={code} />
        <ChangedFiles paths={others} more={changes !== noChanges} onSelect={onSelect} />
        <div className={styles.actions}>
          {secret && (
            <IconButton
              label={revealed ? 'Hide the secrets' : 'Show the secrets'}
              size="small"
              pressed={revealed}
              onClick={() => setRevealed(!revealed)}
            >
              {revealed ? <EyeOff /> : <Eye />}
            </IconButton>
          )}
          <IconButton label="Wrap long lines" size="small" pressed={wrap} onClick={() => setWrap(!wrap)}>
            <WrapText />
          </IconButton>
          <IconButton label={copied === 'yes' ? 'Copied' : 'Copy the file'} size="small" onClick={() => copy(file.text)}>
            {copied === 'yes' ? <Check /> : <Copy />}
          </IconButton>
          <IconButton label="Download this file" size="small" onClick={() => saveFile(name, file.text)}>
            <Download />
          </IconButton>
        </div>
        <span role="status" className={copied === 'failed' ? styles.failed : 'visually-hidden'}>
          {copied === 'yes' && `${name} copied`}
          {copied === 'failed' && 'The browser did not allow copying. Select the text and copy it by hand.'}
        </span>
      </header>
      <CodeView key={file.path} ref={code} label={`Content of ${file.path}`} lines={lines} changes={changes} wrap={wrap} />
    </>
  );
}

function splitPath(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf('/') + 1;
  return [path.slice(0, slash), path.slice(slash)];
}

const WRAP = 'base2.wrap';

/** Whether long lines wrap; remembered. */
function useWrap(): readonly [boolean, (wrap: boolean) => void] {
  const [wrap, setWrap] = useState(() => {
    try {
      return localStorage.getItem(WRAP) === 'yes';
    } catch {
      return false;
    }
  });
  const change = (next: boolean) => {
    setWrap(next);
    try {
      localStorage.setItem(WRAP, next ? 'yes' : 'no');
    } catch {
      // Storage is blocked: it holds until the page is left.
    }
  };
  return [wrap, change];
}
