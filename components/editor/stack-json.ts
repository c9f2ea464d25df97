import { useCallback } from 'react';
import { saveFile } from '@/components/panels/save-file';
import { useEditor } from './context';

/** Offers the design as a file, with values that are still to be corrected: nothing of it is lost. */
export function useSaveStackJson(): () => void {
  const editor = useEditor();
  return useCallback(() => {
    saveFile('stack.json', `${JSON.stringify(editor.store.getState().document.draft, null, 2)}\n`);
  }, [editor]);
}
