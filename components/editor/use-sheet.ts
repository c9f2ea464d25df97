import { useCallback, useEffect, useRef, useState } from 'react';
import { useEditor } from './context';

/** Opens whenever something is selected, and closes when what it shows is taken out of the design. */
export function useSheet() {
  const editor = useEditor();
  const [open, setOpen] = useState(false);
  const closing = useRef(false);

  useEffect(
    () =>
      editor.store.subscribe((now, before) => {
        if (now.selection === before.selection || closing.current) return;
        setOpen(now.document === before.document);
      }),
    [editor],
  );

  const close = useCallback(() => {
    // So that the same thing can be selected, and opened, again.
    closing.current = true;
    editor.select({ kind: 'stack' });
    closing.current = false;
    setOpen(false);
  }, [editor]);

  return { open, close };
}
