'use client';

import { BookOpenText, Check, CodeXml, Copy, Diff, Download, Eye, EyeOff, WrapText } from 'lucide-react';
import { memo, type RefObject } from 'react';
import type { File } from '@/lib/kit/file-tree';
import { IconButton } from '../ui';
import styles from './files-panel.module.css';
import { saveFile } from './save-file';
import { useCopy } from './use-copy';
import type { Reading } from './use-reading';

export interface FileActionsProps {
  /** The file as it is when a button is pressed. */
  readonly file: RefObject<File>;
  readonly name: string;
  readonly reading: Reading;
  /** It can be shown as a document. */
  readonly readable: boolean;
  /** It is shown as one now. */
  readonly asDocument: boolean;
  /** Lines of before are not in it any more. */
  readonly tookLines: boolean;
  /** Whether its secrets are shown; undefined for a file that has none. */
  readonly revealed: boolean | undefined;
  readonly onReveal: (reveal: boolean) => void;
}

/** What can be done with a file. It gets no text, so that an edit of the design does not draw it again. */
export const FileActions = memo(function FileActions({ file, name, reading, readable, asDocument, tookLines, revealed, onReveal }: FileActionsProps) {
  const { copied, copy } = useCopy();
  return (
    <>
      <div className={styles.actions}>
        {readable && (
          <IconButton label={reading.rendered ? 'Show the source' : 'Show as a document'} size="small" onClick={() => reading.setRendered(!reading.rendered)}>
            {reading.rendered ? <CodeXml /> : <BookOpenText />}
          </IconButton>
        )}
        {tookLines && !asDocument && (
          <IconButton label="Show what stood there before" size="small" pressed={reading.showTaken} onClick={() => reading.setShowTaken(!reading.showTaken)}>
            <Diff />
          </IconButton>
        )}
        {revealed !== undefined && (
          <IconButton label={revealed ? 'Hide the secrets' : 'Show the secrets'} size="small" pressed={revealed} onClick={() => onReveal(!revealed)}>
            {revealed ? <EyeOff /> : <Eye />}
          </IconButton>
        )}
        {!asDocument && (
          <IconButton label="Wrap long lines" size="small" pressed={reading.wrap} onClick={() => reading.setWrap(!reading.wrap)}>
            <WrapText />
          </IconButton>
        )}
        <IconButton label={copied === 'yes' ? 'Copied' : 'Copy the file'} size="small" onClick={() => copy(file.current.text)}>
          {copied === 'yes' ? <Check /> : <Copy />}
        </IconButton>
        <IconButton label="Download this file" size="small" onClick={() => saveFile(name, file.current.text)}>
          <Download />
        </IconButton>
      </div>
      <span role="status" className={copied === 'failed' ? styles.failed : 'visually-hidden'}>
        {copied === 'yes' && `${name} copied`}
        {copied === 'failed' && 'The browser did not allow copying. Select the text and copy it by hand.'}
      </span>
    </>
  );
});
