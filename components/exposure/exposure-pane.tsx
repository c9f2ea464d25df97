import { X } from 'lucide-react';
import { useEditorState } from '@/components/editor/context';
import { useExposure, useExposureView } from '@/components/editor/exposure-context';
import { IconButton } from '@/components/ui';
import styles from './exposure.module.css';
import { Reachers } from './reachers';
import { WaysList } from './ways-list';

/** What the generated files expose, in words: the same that the diagram shows in colours. `bare` where its title is there already. */
export function ExposurePane({ bare = false }: { readonly bare?: boolean }) {
  const { toggle } = useExposureView();
  const answers = useExposure(true);
  const asked = useEditorState(({ selection }) => (selection.kind === 'service' ? selection.id : undefined));
  const parts = answers && [<WaysList key="ways" {...answers} />, <Reachers key="who" {...answers} asked={asked} />];
  return (
    <section className={styles.pane} aria-label="What can be reached">
      {!bare && (
        <header className={styles.header}>
          <div>
            <h2 className={styles.title}>What can be reached</h2>
            <p className={styles.muted}>Read from the generated files, after every edit.</p>
          </div>
          <IconButton label="Back to the settings" placement="left" onClick={toggle}>
            <X />
          </IconButton>
        </header>
      )}
      <div className={styles.body}>
        {parts ? (asked === undefined ? parts : parts.toReversed()) : <p className={styles.muted}>Making the files…</p>}
      </div>
    </section>
  );
}
