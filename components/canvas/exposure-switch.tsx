import { Panel } from '@xyflow/react';
import { List, Radar } from 'lucide-react';
import { useExposureView } from '@/components/editor/exposure-context';
import { DESIGN_SWITCH } from '@/components/editor/focus';
import { ariaKeys, Button } from '@/components/ui';
import { shownKeys } from '@/lib/editor/shortcuts';
import styles from './exposure-switch.module.css';

/** Turns the diagram into an answer: what the internet reaches stays lit, the rest fades. */
export function ExposureSwitch({ onList }: { readonly onList: (() => void) | undefined }) {
  const { on, toggle } = useExposureView();
  return (
    <Panel position="top-left" className={styles.panel ?? ''}>
      <Button size="small" icon={<Radar />} className={styles.switch} aria-pressed={on} aria-keyshortcuts={ariaKeys(shownKeys('exposure'))} title={`Shortcut on the diagram: ${shownKeys('exposure').toUpperCase()}`} onClick={toggle}>
        What can the internet reach?
      </Button>
      {onList && (
        <Button {...{ [DESIGN_SWITCH]: '' }} size="small" icon={<List />} className={styles.switch} onClick={onList}>
          Show as a list
        </Button>
      )}
    </Panel>
  );
}
