import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { finishTyping } from '@/components/form';
import { useToast } from '@/components/ui';
import type { Editor } from '@/lib/editor/editor';
import type { Keeper, Keeping } from '@/lib/editor/keeper';
import { useSaveStackJson } from './stack-json';
import { onOtherTab } from './storage';
import { keepVersion } from './versions';

/** Milliseconds without an edit before the design is saved. */
const PAUSE = 250;

/**
 * Keeps the design in this browser after every edit, and looks whether another tab does so too. Where the browser keeps
 * nothing, it asks before the page is left.
 */
export function useAutosave(editor: Editor, keeper: Keeper): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      keeper.save();
    };
    const stop = editor.store.subscribe(({ document: now }, { document: before }) => {
      if (now === before) return;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    const leave = () => {
      // An entry of a list that nobody has pressed Enter for is meant, too.
      finishTyping();
      save();
      // Whoever closes the tab before choosing has not said that their edits may go.
      const { draft } = editor.store.getState().document;
      if (keeper.store.getState().elsewhere && keeper.unsaved()) keepVersion({ name: 'From a tab that was closed', kind: 'automatic', design: draft });
    };
    const ask = (event: BeforeUnloadEvent) => {
      if (keeper.store.getState().kept === 'refused' && keeper.unsaved()) event.preventDefault();
    };
    const quiet = onOtherTab('design', keeper.look);
    window.addEventListener('beforeunload', ask);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', save);
    return () => {
      save();
      stop();
      quiet();
      window.removeEventListener('beforeunload', ask);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', save);
    };
  }, [editor, keeper]);
}

/** Says once that the browser keeps nothing; the mark on the page stays for as long as that is so. */
export function useTellRefused(keeper: Keeper): void {
  const toasts = useToast();
  const saveStackJson = useSaveStackJson();
  const { kept } = useKeeping(keeper);
  useEffect(() => {
    if (kept === 'yes') return;
    toasts.show({
      key: 'refused-storage',
      tone: 'danger',
      message: 'This browser does not keep the design: its storage is full or blocked. Save it as a file before you leave.',
      action: { label: 'Save stack.json', run: saveStackJson },
      duration: 20_000,
    });
  }, [kept, saveStackJson, toasts]);
}

export function useKeeping(keeper: Keeper): Keeping {
  return useStore(keeper.store, useShallow((keeping) => keeping));
}
