import { Panel } from '@xyflow/react';
import { List } from 'lucide-react';
import { memo } from 'react';
import { DESIGN_SWITCH } from '@/components/editor/focus';
import { ExposureToggle } from '@/components/exposure/exposure-toggle';
import { Button } from '@/components/ui';
import { shownKeys } from '@/lib/editor/shortcuts';
import styles from './exposure-switch.module.css';

/** What the diagram can be turned into: an answer to what is reached, or a list. */
export const ExposureSwitch = memo(function ExposureSwitch({ onList }: { readonly onList: (() => void) | undefined }) {
  return (
    <Panel position="top-left" className={styles.panel ?? ''}>
      <ExposureToggle title={`Shortcut on the diagram: ${shownKeys('exposure').toUpperCase()}`} />
      {onList && (
        <Button {...{ [DESIGN_SWITCH]: '' }} size="small" icon={<List />} className={styles.switch} onClick={onList}>
          Show as a list
        </Button>
      )}
    </Panel>
  );
});
