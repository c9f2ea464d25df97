import { useCallback } from 'react';
import { useEditor } from '@/components/editor/context';
import { useToast } from '@/components/ui';
import { linkNote, linkTo } from './link';

/** Copies a link that carries the design, without secrets. */
export function useShare() {
  const editor = useEditor();
  const toasts = useToast();
  return useCallback(async () => {
    const made = await linkTo(editor);
    if (!made.ok) {
      toasts.show({ key: 'share', tone: 'danger', message: made.message });
      return;
    }
    const note = linkNote(editor);
    try {
      await navigator.clipboard.writeText(made.url);
      toasts.show({
        key: 'share',
        tone: 'success',
        message: `Link copied. It carries the design and no secret.${note}`,
      });
    } catch {
      history.replaceState(null, '', made.url);
      toasts.show({ key: 'share', message: `The browser does not let the page copy: the link is now in the address bar.${note}` });
    }
  }, [editor, toasts]);
}
