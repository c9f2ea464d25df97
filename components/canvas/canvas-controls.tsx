import { Panel, useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus, WandSparkles, Workflow } from 'lucide-react';
import { memo } from 'react';
import { useEditor, useEditorState } from '@/components/editor/context';
import { IconButton } from '@/components/ui';
import { useHandle } from '@/components/editor/handles';
import { tidyLayout } from '@/lib/editor/commands';
import { shownKeys } from '@/lib/editor/shortcuts';
import styles from './canvas-controls.module.css';

export interface CanvasControlsProps {
  readonly onFit: () => void;
  readonly onArrange: () => void;
  readonly arranging: boolean;
}

export const CanvasControls = memo(function CanvasControls({ onFit, onArrange, arranging }: CanvasControlsProps) {
  const { zoomIn, zoomOut } = useReactFlow();
  const editor = useEditor();
  useHandle('zoomIn', zoomIn);
  useHandle('zoomOut', zoomOut);
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
        <IconButton label="Arrange by what flows" size="small" placement="top" shortcut={shownKeys('arrange')} aria-busy={arranging} onClick={onArrange}>
          <Workflow />
        </IconButton>
        {untidy && (
          <IconButton label="Tidy the diagram" size="small" placement="top" onClick={tidy}>
            <WandSparkles />
          </IconButton>
        )}
      </div>
    </Panel>
  );
});
