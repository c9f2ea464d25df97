import { CloudOff } from 'lucide-react';
import { useState } from 'react';
import { FilesPanel } from '@/components/panels';
import { Button, EmptyState } from '@/components/ui';
import { useExported } from './export-context';

/** First shown: the file that says most. */
const FIRST = 'local.docker.yml';

/** The files of the export, or why there are none. */
export function FilesPane() {
  const exported = useExported();
  const [selected, setSelected] = useState(FIRST);
  if (exported.kind === 'failed') {
    return (
      <EmptyState icon={<CloudOff />} title="The templates did not arrive" action={<Button onClick={exported.retry}>Try again</Button>}>
        The design is safe. Files and download need one more try.
      </EmptyState>
    );
  }
  const files = exported.kind === 'ready' ? exported.files : undefined;
  const previous = exported.kind === 'ready' ? exported.previous : undefined;
  return <FilesPanel files={files} previous={previous} selected={selected} onSelect={setSelected} />;
}
