import { useEffect } from 'react';
import { useOpenFile } from '@/components/open';
import { isPressed, type ShortcutId } from '@/lib/editor/shortcuts';
import { useEditor } from './context';
import { useDialogs } from './dialogs-context';
import { keepFocus } from './focus';
import { useHandles } from './handles';

/** Keys that stand for themselves while somebody types. */
const TYPING = 'input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]';

/**
 * Shortcuts that work everywhere on the page. Those with Ctrl or Command do so while a field has the focus, too: the
 * editor's history is the only one.
 */
export function useShortcuts(): void {
  const editor = useEditor();
  const dialogs = useDialogs();
  const handles = useHandles();
  const openFile = useOpenFile();
  useEffect(() => {
    const actions: Partial<Record<ShortcutId, () => void>> = {
      palette: () => dialogs.open('palette'),
      undo: editor.undo,
      redo: editor.redo,
      download: () => handles.find('download')?.(),
      open: () => void openFile(),
      shortcuts: () => dialogs.open('shortcuts'),
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const typing = event.target instanceof Element && event.target.matches(TYPING);
      if (typing && !(event.ctrlKey || event.metaKey)) return;
      const id = (Object.keys(actions) as ShortcutId[]).find((each) => isPressed(each, event));
      if (!id) return;
      event.preventDefault();
      actions[id]?.();
      // Where nothing had the focus, none is lost.
      if (event.target !== document.body) keepFocus();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [editor, dialogs, handles, openFile]);
}
