import { useCallback } from 'react';
import { useEditor } from '@/components/editor/context';
import { useToast } from '@/components/ui';
import { LINK_PREFIX } from '@/lib/share/prefix';

/** Copies a link that carries the design, without secrets. */
export function useShare() {
  const editor = useEditor();
  const toasts = useToast();
  return useCallback(async () => {
    const { stack, problems } = editor.store.getState();
    const { linkOf } = await import('@/lib/share');
    const made = linkOf(stack);
    if (!made.ok) {
      toasts.show({ key: 'share', tone: 'danger', message: made.message });
      return;
    }
    const url = `${location.origin}${location.pathname}${LINK_PREFIX}${made.link}`;
    const note = problems.length > 0 ? ' Values that are to be corrected are in it as they were before.' : '';
    try {
      await navigator.clipboard.writeText(url);
      toasts.show({
        key: 'share',
        tone: 'success',
        message: `Link copied. It carries the design and no secret.${note}`,
      });
    } catch {
      history.replaceState(null, '', url);
      toasts.show({ key: 'share', message: `The browser does not let the page copy: the link is now in the address bar.${note}` });
    }
  }, [editor, toasts]);
}
