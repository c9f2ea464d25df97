import { useCallback, useState } from 'react';
import { useEditor } from '@/components/editor/context';
import { useToast } from '@/components/ui';
import { arrange } from '@/lib/editor/commands';
import { diagramOf } from '@/lib/editor/diagram';
import { arrangementOf } from './arranging';

/** Arranges the diagram by what flows, as one step that can be undone. */
export function useArrange(onDone: () => void) {
  const editor = useEditor();
  const toasts = useToast();
  const [busy, setBusy] = useState(false);
  const run = useCallback(async () => {
    setBusy(true);
    try {
      const positions = await arrangementOf(diagramOf(editor.store.getState().stack));
      if (editor.run(arrange, { positions })) requestAnimationFrame(onDone);
    } catch {
      toasts.show({ key: 'arranged', tone: 'danger', message: 'The program that arranges diagrams did not arrive. Everything is where it was: try again.' });
    }
    setBusy(false);
  }, [editor, toasts, onDone]);
  return { arrange: useCallback(() => void run(), [run]), busy };
}
