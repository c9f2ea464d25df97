import { FileDiff } from 'lucide-react';
import { memo } from 'react';
import { Menu } from '../ui';
import styles from './changed-files.module.css';

export interface ChangedFilesProps {
  readonly paths: readonly string[];
  /** The file that is open changed as well. */
  readonly more: boolean;
  readonly onSelect: (path: string) => void;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** The other files that the last change touched, one press away. */
export const ChangedFiles = memo(function ChangedFiles({ paths, more, onSelect }: ChangedFilesProps) {
  const [first] = paths;
  if (first === undefined) return null;
  if (paths.length === 1) {
    return (
      <button type="button" className={styles.changed} title={`Open ${first}`} onClick={() => onSelect(first)}>
        <FileDiff aria-hidden="true" />
        <span className={styles.words}>{nameOf(first)} changed</span>
      </button>
    );
  }
  return (
    <Menu
      label="Files that the last change touched"
      items={paths.map((path) => ({ id: path, label: path, run: () => onSelect(path) }))}
      trigger={(props) => (
        <button {...props} type="button" className={styles.changed}>
          <FileDiff aria-hidden="true" />
          {paths.length}
          <span className={styles.words}>{more ? ' other files' : ' files changed'}</span>
        </button>
      )}
    />
  );
});
