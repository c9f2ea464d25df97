import { FileInput } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useHandle } from '@/components/editor/handles';
import { NotArrivedDialog } from '@/components/editor/not-arrived-dialog';
import { part, type NotArrivedProps } from '@/components/ui';
import styles from './file-opening.module.css';
import { useFileDrop } from './use-file-drop';

interface Taken {
  readonly files: readonly File[];
}

const OpenedFiles = part(async () => (await import('./opened-files')).OpenedFiles, NotOpened);

/** What reads files is not there. */
function NotOpened({ taken, onAgain }: NotArrivedProps & { readonly taken: Taken }) {
  const [closed, setClosed] = useState<Taken>();
  return <NotArrivedDialog open={taken !== closed} onClose={() => setClosed(taken)} onAgain={onAgain} />;
}

/** Takes files that are dropped anywhere on the page or chosen, and shows where they go. What reads them is loaded then. */
export function FileOpening() {
  const [taken, setTaken] = useState<Taken>();
  const take = useCallback((files: readonly File[]) => setTaken({ files }), []);
  const hovering = useFileDrop(take);
  useHandle('takeFiles', take);
  return (
    <>
      {hovering && (
        <div className={styles.target}>
          <div className={styles.card}>
            <FileInput aria-hidden="true" />
            <p className={styles.title}>Drop it to open its design</p>
            <p className={styles.words}>The zip of an export, its stack.json, or a compose file with its .env. Nothing is sent anywhere.</p>
          </div>
        </div>
      )}
      {taken && (
        <OpenedFiles taken={taken} />
      )}
    </>
  );
}
