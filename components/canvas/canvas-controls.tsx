import { Panel, useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus, WandSparkles } from 'lucide-react';
import { useEditor, useEditorState } from '@/components/editor/context';
import { IconButton } from '@/components/ui';
import { tidyLayout } from '@/lib/editor/commands';
import styles from './canvas-controls.module.css';

export function CanvasControls({ onFit }: { readonly onFit: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  const editor = useEditor();
  const untidy = useEditorState((state) => tidyLayout.available(state, undefined));
  const tidy = () => {
    editor.run(tidyLayout, undefined);
    requestAnimationFrame(onFit);
  };
  return (
    <Panel position="bottom-left" className={styles.controls ?? ''}>
      <div role="group" aria-label="View" className={styles.group}>
        <IconButton label="Zoom out" size="small" placement="top" onClick={() => void zoomOut()}>
          <Minus />
        </IconButton>
        <IconButton label="Zoom in" size="small" placement="top" onClick={() => void zoomIn()}>
          <Plus />
        </IconButton>
        <IconButton label="Fit to view" size="small" placement="top" onClick={onFit}>
          <Maximize />
        </IconButton>
        {untidy && (
          <IconButton label="Tidy the diagram" size="small" placement="top" onClick={tidy}>
            <WandSparkles />
          </IconButton>
        )}
      </div>
    </Panel>
  );
}
