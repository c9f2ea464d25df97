'use client';

import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { File } from '@/lib/kit/file-tree';
import { part } from '../ui';
import { ChangeCount } from './code/change-count';
import { holdsSecrets, masked } from './code/dotenv-mask';
import { HighlightedCode } from './code/highlighted-code';
import { lineChanges, noChanges } from './code/line-changes';
import { splitLines } from './code/token-text';
import { ChangedFiles } from './changed-files';
import { FileActions } from './file-actions';
import { FileTitle } from './file-title';
import styles from './files-panel.module.css';
import type { FilesPanelProps } from './files-panel';
import { useArrival } from './use-arrival';
import type { Reading } from './use-reading';

const MarkdownView = part(async () => (await import('./markdown/markdown-view')).MarkdownView);

export interface FileViewProps {
  readonly file: File;
  readonly before: File | undefined;
  readonly compares: boolean;
  /** The file is one of before: the export has it no more. */
  readonly gone: boolean;
  readonly example: string | undefined;
  readonly spot: FilesPanelProps['spot'];
  readonly reading: Reading;
  readonly browsing: boolean;
  readonly onBrowse: () => void;
  readonly paths: ReadonlySet<string>;
  /** Other files that differ. */
  readonly others: readonly string[];
  readonly onSelect: (path: string) => void;
}

const isMarkdown = (path: string) => path.toLowerCase().endsWith('.md');

function splitPath(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf('/') + 1;
  return [path.slice(0, slash), path.slice(slash)];
}

/** What is shown of a file, secrets hidden until somebody asks for them, and how it differs from the one before. */
function useContent({ file, before, compares, gone, example }: FileViewProps, hidden: boolean) {
  const text = useMemo(() => (hidden ? masked(file.path, file.text, example) : file.text), [hidden, file, example]);
  const old = useMemo(
    () => (before && hidden ? masked(before.path, before.text, example) : before?.text),
    [hidden, before, example],
  );
  const changes = useMemo(
    () => (compares && !gone && old !== text ? lineChanges(old === undefined ? [] : splitLines(old), splitLines(text)) : noChanges),
    [compares, gone, old, text],
  );
  return { text, changes };
}

/** One file: as it stands in the zip, with what differs marked, or as the document that it is. */
export const FileView = memo(function FileView(props: FileViewProps) {
  const { file, gone, spot, reading, others, browsing, onBrowse, onSelect } = props;
  const secret = holdsSecrets(file.path);
  const [revealed, setRevealed] = useState(false);
  const code = useRef<HTMLDivElement>(null);
  const { text, changes } = useContent(props, secret && !revealed);
  const latest = useRef(file);
  useEffect(() => {
    latest.current = file;
  }, [file]);
  const [folder, name] = splitPath(file.path);
  const here = useArrival(spot, code, file.text);
  const readable = isMarkdown(file.path);
  const asDocument = readable && reading.rendered && here === undefined;

  return (
    <>
      <header className={styles.header}>
        <FileTitle folder={folder} name={name} mode={file.mode} gone={gone} browsing={browsing} onBrowse={onBrowse} />
        <ChangeCount changes={changes} code={code} follows={here === undefined} onShow={asDocument ? () => reading.setRendered(false) : undefined} />
        <ChangedFiles paths={others} more={gone || changes !== noChanges} onSelect={onSelect} />
        <FileActions
          file={latest}
          name={name}
          reading={reading}
          readable={readable}
          asDocument={asDocument}
          tookLines={changes.taken.size > 0}
          revealed={secret ? revealed : undefined}
          onReveal={setRevealed}
        />
      </header>
      {asDocument ? (
        <MarkdownView key={file.path} ref={code} label={`${file.path}, as a document`} path={file.path} text={text} paths={props.paths} onOpen={onSelect} />
      ) : (
        <HighlightedCode
          key={file.path}
          ref={code}
          path={file.path}
          text={text}
          changes={changes}
          here={here}
          wrap={reading.wrap}
          showTaken={reading.showTaken}
        />
      )}
    </>
  );
});
