import { useConnection, useViewport, ViewportPortal } from '@xyflow/react';
import { useEditor } from '@/components/editor/context';
import { drawn } from '@/lib/editor/drawn';
import styles from './connection-hint.module.css';

/** At the cursor while a line is over a service: what it would connect, or why it is refused. */
export function ConnectionHint() {
  const editor = useEditor();
  const { zoom } = useViewport();
  const connection = useConnection();
  if (!connection.inProgress || !connection.toNode || connection.toNode.id === connection.fromNode.id) return null;
  const found = drawn(editor.store.getState().stack, connection.fromNode.id, connection.toNode.id);
  const { x, y } = connection.to;
  return (
    <ViewportPortal>
      <div
        className={styles.hint}
        data-tone={'reason' in found ? 'refused' : 'possible'}
        style={{ transform: `translate(${x + 14 / zoom}px, ${y + 14 / zoom}px) scale(${1 / zoom})` }}
      >
        {'reason' in found ? found.reason : `Connects ${found.connection.label}`}
      </div>
    </ViewportPortal>
  );
}
