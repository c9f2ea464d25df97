import { Panel } from '@xyflow/react';
import { Radar } from 'lucide-react';
import { useExposureView } from '@/components/editor/exposure-context';
import { Button } from '@/components/ui';
import styles from './exposure-switch.module.css';

export const EXPOSURE_KEY = 'x';

/** Turns the diagram into an answer: what the internet reaches stays lit, the rest fades. */
export function ExposureSwitch() {
  const { on, toggle } = useExposureView();
  return (
    <Panel position="top-left" className={styles.panel ?? ''}>
      <Button size="small" icon={<Radar />} className={styles.switch} aria-pressed={on} aria-keyshortcuts={EXPOSURE_KEY.toUpperCase()} title="Shortcut on the diagram: X" onClick={toggle}>
        What can the internet reach?
      </Button>
    </Panel>
  );
}
