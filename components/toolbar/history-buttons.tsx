import { Redo2, Undo2 } from 'lucide-react';
import { useEditor, useEditorState } from '@/components/editor/context';
import { IconButton } from '@/components/ui';
import { redoLabel, undoLabel } from '@/lib/editor/history';
import { shownKeys } from '@/lib/editor/shortcuts';

export function HistoryButtons() {
  const editor = useEditor();
  const undo = useEditorState((state) => undoLabel(state.history));
  const redo = useEditorState((state) => redoLabel(state.history));
  return (
    <>
      <IconButton
        label={undo ? `Undo: ${undo}` : 'Undo'}
        shortcut={shownKeys('undo')}
        aria-disabled={undo === undefined}
        onClick={editor.undo}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label={redo ? `Redo: ${redo}` : 'Redo'}
        shortcut={shownKeys('redo')}
        aria-disabled={redo === undefined}
        onClick={editor.redo}
      >
        <Redo2 />
      </IconButton>
    </>
  );
}
