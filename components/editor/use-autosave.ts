import { useEffect } from 'react';
import { useToast } from '@/components/ui';
import type { Editor } from '@/lib/editor/editor';
import { saveDraft } from './storage';

/** Milliseconds without an edit before the design is saved. */
const PAUSE = 250;

/** Keeps the design in this browser; says once when that does not work. */
export function useAutosave(editor: Editor): void {
  const toasts = useToast();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let saved = editor.store.getState().document.draft;
    let told = false;
    const save = () => {
      clearTimeout(timer);
      const { draft } = editor.store.getState().document;
      if (draft === saved) return;
      saved = draft;
      if (saveDraft(draft) || told) return;
      told = true;
      toasts.show({
        tone: 'danger',
        message: 'This browser does not keep the design: its storage is full or blocked. Share or download it before you leave.',
        duration: 20_000,
      });
    };
    const stop = editor.store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    window.addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    return () => {
      save();
      stop();
      window.removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', save);
    };
  }, [editor, toasts]);
}
