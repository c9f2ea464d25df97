import { CloudOff } from 'lucide-react';
import { FilesPanel } from '@/components/panels';
import { Button, EmptyState } from '@/components/ui';
import { CompareSelect } from './compare-select';
import styles from './comparison.module.css';
import { useExported } from './export-context';
import type { Spot } from './first-file';

export interface FilesPaneProps {
  readonly spot: Spot;
  readonly onSelect: (path: string) => void;
}

/** One and the same element, so that it is not drawn again with every edit. */
const HEAD = (
  <div className={styles.head}>
    <CompareSelect />
  </div>
);

/** The files of the export, or why there are none. */
export function FilesPane({ spot, onSelect }: FilesPaneProps) {
  const exported = useExported();
  if (exported.kind === 'failed') {
    return (
      <EmptyState icon={<CloudOff />} title="The templates did not arrive" action={<Button onClick={exported.retry}>Try again</Button>}>
        The design is safe. Files and download need one more try.
      </EmptyState>
    );
  }
  const files = exported.kind === 'ready' ? exported.files : undefined;
  const previous = exported.kind === 'ready' ? exported.previous : undefined;
  return <FilesPanel files={files} previous={previous} spot={spot} onSelect={onSelect} head={HEAD} />;
}
