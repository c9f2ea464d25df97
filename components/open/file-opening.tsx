import { FileInput } from 'lucide-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useHandle } from '@/components/editor/handles';
import styles from './file-opening.module.css';
import { useFileDrop } from './use-file-drop';

const OpenedFiles = lazy(async () => ({ default: (await import('./opened-files')).OpenedFiles }));

/** Takes files that are dropped anywhere on the page or chosen, and shows where they go. What reads them is loaded then. */
export function FileOpening() {
  const [taken, setTaken] = useState<{ readonly files: readonly File[] }>();
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
        <Suspense fallback={null}>
          <OpenedFiles taken={taken} />
        </Suspense>
      )}
    </>
  );
}
