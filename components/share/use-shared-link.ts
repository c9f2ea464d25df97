import { useEffect, useState } from 'react';
import { withPlaces } from '@/components/canvas/arranging';
import { undoJustThis } from '@/components/editor/actions';
import { SHARED, useChooseBase } from '@/components/editor/comparison';
import { useEditor } from '@/components/editor/context';
import { arrived, useToast } from '@/components/ui';
import { openDesign } from '@/lib/editor/commands';
import { LINK_PREFIX } from '@/lib/share/prefix';
import { forgetLink } from './address';
import { isAtStake } from './at-stake';
import type { RefusedLinkProps } from './refused-link';

/**
 * Opens the design that the address carries, now and when the address changes; beside one's own work it waits for what
 * is taken of it. One that cannot be read leaves the current design alone; `refused` says why until `dismiss`.
 */
export function useSharedLink() {
  const editor = useEditor();
  const toasts = useToast();
  const choose = useChooseBase();
  const [refused, setRefused] = useState<RefusedLinkProps['refused']>();

  useEffect(() => {
    const open = async () => {
      if (!location.hash.startsWith(LINK_PREFIX)) return;
      const text = location.hash.slice(LINK_PREFIX.length);
      const code = await arrived(import('@/lib/share'));
      if (!code) {
        // The link stays in the address, for the page to open it then.
        return toasts.show({ key: 'shared', tone: 'danger', message: 'The part of the page that opens links did not arrive. Check the connection and load the page again.' });
      }
      const decoded = code.decodeLink(text);
      setRefused(decoded.ok ? undefined : decoded);
      // Until it is decided, a reload asks again: nothing of it is lost.
      if (decoded.ok && isAtStake(editor.store.getState().stack, decoded.stack)) return choose({ kind: 'incoming', stack: decoded.stack, from: SHARED });
      forgetLink();
      if (!decoded.ok || !editor.run(openDesign, { stack: await withPlaces(decoded.stack), label: 'Open the shared design' })) return;
      editor.select({ kind: 'stack' });
      toasts.show({
        key: 'shared',
        tone: 'success',
        message: 'The shared design is open.',
        ...undoJustThis(editor, toasts, 'Back to mine'),
      });
    };
    void open();
    const changed = () => void open();
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, [editor, toasts, choose]);

  return { refused, dismiss: () => setRefused(undefined) };
}
