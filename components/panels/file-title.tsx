import { FolderTree } from 'lucide-react';
import { memo } from 'react';
import { Badge, IconButton } from '../ui';
import styles from './files-panel.module.css';

export interface FileTitleProps {
  readonly folder: string;
  readonly name: string;
  /** File mode bits, as in the zip. */
  readonly mode: number;
  /** The file is one of before: the export has it no more. */
  readonly gone: boolean;
  readonly browsing: boolean;
  readonly onBrowse: () => void;
}

/** Which file it is, and the way to the others where there is no room for the tree. */
export const FileTitle = memo(function FileTitle({ folder, name, mode, gone, browsing, onBrowse }: FileTitleProps) {
  return (
    <>
      <span className={styles.browse}>
        <IconButton label={browsing ? 'Back to the file' : 'All files'} size="small" aria-expanded={browsing} onClick={onBrowse}>
          <FolderTree />
        </IconButton>
      </span>
      <h2 className={styles.path} title={folder + name}>
        <span className={styles.folder}>{folder}</span>
        {name}
      </h2>
      {gone && <Badge tone="danger">not in the export now</Badge>}
      {!gone && mode !== 0o644 && (
        <span className={styles.mode}>
          <Badge>{mode === 0o755 ? 'executable' : 'private'}</Badge>
        </span>
      )}
    </>
  );
});
