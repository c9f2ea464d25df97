'use client';

import { BookOpenText, Check, CodeXml, Copy, Diff, Download, Eye, EyeOff, FolderTree, WrapText } from 'lucide-react';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import type { File } from '@/lib/kit/file-tree';
import { Badge, IconButton } from '../ui';
import { ChangeCount } from './code/change-count';
import { holdsSecrets, masked } from './code/dotenv-mask';
import { HighlightedCode } from './code/highlighted-code';
import { lineChanges, noChanges } from './code/line-changes';
import { splitLines } from './code/token-text';
import { ChangedFiles } from './changed-files';
import styles from './files-panel.module.css';
import { saveFile } from './save-file';
import { useCopy } from './use-copy';
import type { FilesPanelProps } from './files-panel';
import { useArrival } from './use-arrival';
import type { Reading } from './use-reading';

const MarkdownView = lazy(async () => ({ default: (await import('./markdown/markdown-view')).MarkdownView }));

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

/** One file: as it stands in the zip, with what differs marked, or as the document that it is. */
export function FileView(props: FileViewProps) {
  const { file, before, compares, gone, example, spot, reading, others, onSelect } = props;
  const secret = holdsSecrets(file.path);
  const [revealed, setRevealed] = useState(false);
  const code = useRef<HTMLDivElement>(null);
  const hidden = secret && !revealed;
  const text = useMemo(() => (hidden ? masked(file.path, file.text, example) : file.text), [hidden, file, example]);
  const old = useMemo(
    () => (before && hidden ? masked(before.path, before.text, example) : before?.text),
    [hidden, before, example],
  );
  const changes = useMemo(
    () => (compares && !gone && old !== text ? lineChanges(old === undefined ? [] : splitLines(old), splitLines(text)) : noChanges),
    [compares, gone, old, text],
  );
  const { copied, copy } = useCopy();
  const [folder, name] = splitPath(file.path);
  const here = useArrival(spot, code, file.text);
  const asDocument = isMarkdown(file.path) && reading.rendered && here === undefined;

  return (
    <>
      <header className={styles.header}>
        <span className={styles.browse}>
          <IconButton
            label={props.browsing ? 'Back to the file' : 'All files'}
            size="small"
            aria-expanded={props.browsing}
            onClick={props.onBrowse}
          >
            <FolderTree />
          </IconButton>
        </span>
        <h2 className={styles.path} title={file.path}>
          <span className={styles.folder}>{folder}</span>
          {name}
        </h2>
        {gone && <Badge tone="danger">not in the export now</Badge>}
        {!gone && file.mode !== 0o644 && (
          <span className={styles.mode}>
            <Badge>{file.mode === 0o755 ? 'executable' : 'private'}</Badge>
          </span>
        )}
        <ChangeCount changes={changes} code={code} follows={here === undefined} onShow={asDocument ? () => reading.setRendered(false) : undefined} />
        <ChangedFiles paths={others} more={gone || changes !== noChanges} onSelect={onSelect} />
        <div className={styles.actions}>
          {isMarkdown(file.path) && (
            <IconButton
              label={reading.rendered ? 'Show the source' : 'Show as a document'}
              size="small"
              onClick={() => reading.setRendered(!reading.rendered)}
            >
              {reading.rendered ? <CodeXml /> : <BookOpenText />}
            </IconButton>
          )}
          {changes.taken.size > 0 && !asDocument && (
            <IconButton
              label="Show what stood there before"
              size="small"
              pressed={reading.showTaken}
              onClick={() => reading.setShowTaken(!reading.showTaken)}
            >
              <Diff />
            </IconButton>
          )}
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
          {!asDocument && (
            <IconButton label="Wrap long lines" size="small" pressed={reading.wrap} onClick={() => reading.setWrap(!reading.wrap)}>
              <WrapText />
            </IconButton>
          )}
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
      {asDocument ? (
        <Suspense fallback={null}>
          <MarkdownView key={file.path} ref={code} label={`${file.path}, as a document`} path={file.path} text={text} paths={props.paths} onOpen={onSelect} />
        </Suspense>
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
}
