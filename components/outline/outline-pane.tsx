import { Network, WandSparkles, Workflow } from 'lucide-react';
import { useArrange } from '@/components/canvas/use-arrange';
import { useEditor, useEditorState } from '@/components/editor/context';
import { DESIGN_SWITCH } from '@/components/editor/focus';
import { type DesignKeys, useDesignKeys } from '@/components/editor/use-design-keys';
import { ExposureToggle } from '@/components/exposure/exposure-toggle';
import { Button, IconButton } from '@/components/ui';
import { tidyLayout } from '@/lib/editor/commands';
import { shownKeys } from '@/lib/editor/shortcuts';
import { Outline } from './outline';
import styles from './outline-pane.module.css';

const at: DesignKeys['at'] = (element) => {
  const { outlineService, outlineConnection } = (element as HTMLElement).dataset;
  if (outlineService) return { kind: 'service', id: outlineService };
  return outlineConnection ? { kind: 'connection', id: outlineConnection } : undefined;
};

/** The first thing below the place where it was is as good as any; the list itself is where the keys still work. */
const onGone: DesignKeys['onGone'] = (view) => view.focus();

const nothing = () => {};

/** The design as a list, in the place of the diagram: all that can be done there can be done here. */
export function OutlinePane({ onDiagram }: { readonly onDiagram: () => void }) {
  const editor = useEditor();
  const { arrange, busy } = useArrange(nothing);
  const untidy = useEditorState((state) => tidyLayout.available(state, undefined));
  const keys = useDesignKeys({ at, onGone, onArrange: arrange });
  return (
    <section className={styles.pane} aria-label="List of the design" tabIndex={-1} {...keys}>
      <header className={styles.bar}>
        <ExposureToggle />
        <span className={styles.end}>
          <IconButton label="Arrange the diagram by what flows" size="small" shortcut={shownKeys('arrange')} aria-busy={busy} onClick={arrange}>
            <Workflow />
          </IconButton>
          {untidy && (
            <IconButton label="Tidy the diagram" size="small" onClick={() => editor.run(tidyLayout, undefined)}>
              <WandSparkles />
            </IconButton>
          )}
          <Button {...{ [DESIGN_SWITCH]: '' }} size="small" icon={<Network />} onClick={onDiagram}>
            Show the diagram
          </Button>
        </span>
      </header>
      <div className={styles.list}>
        <Outline />
      </div>
    </section>
  );
}
