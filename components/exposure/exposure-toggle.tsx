import { Radar } from 'lucide-react';
import { useExposureView } from '@/components/editor/exposure-context';
import { ariaKeys, Button } from '@/components/ui';
import { shownKeys } from '@/lib/editor/shortcuts';
import styles from './exposure-toggle.module.css';

/** Turns the diagram or the list into an answer: what the internet reaches is marked, the rest fades. */
export function ExposureToggle({ title }: { readonly title?: string }) {
  const { on, toggle } = useExposureView();
  return (
    <Button size="small" icon={<Radar />} className={styles.toggle} aria-pressed={on} aria-keyshortcuts={ariaKeys(shownKeys('exposure'))} title={title} onClick={toggle}>
      What can the internet reach?
    </Button>
  );
}
