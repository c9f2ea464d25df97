import { useEffect, useState } from 'react';
import { withPlaces } from '@/components/canvas/arranging';
import { undoJustThis } from '@/components/editor/actions';
import { useEditor } from '@/components/editor/context';
import { useToast } from '@/components/ui';
import { openDesign } from '@/lib/editor/commands';

const PREFIX = '#s=';

/**
 * Opens the design that the address carries, now and when the address changes. One that cannot be read leaves the
 * current design alone; `refused` says why until `dismiss`.
 */
export function useSharedLink() {
  const editor = useEditor();
  const toasts = useToast();
  const [refused, setRefused] = useState<string>();

  useEffect(() => {
    const open = async () => {
      if (!location.hash.startsWith(PREFIX)) return;
      const text = location.hash.slice(PREFIX.length);
      const { decodeLink } = await import('@/lib/share');
      const decoded = decodeLink(text);
      // The design goes its own way from here: a reload must not bring the link's state back.
      history.replaceState(null, '', location.pathname + location.search);
      if (!decoded.ok) {
        setRefused(decoded.message);
        return;
      }
      setRefused(undefined);
      const label = 'Open the shared design';
      if (!editor.run(openDesign, { stack: await withPlaces(decoded.stack), label })) return;
      editor.select({ kind: 'stack' });
      toasts.show({
        key: 'shared',
        tone: 'success',
        message: 'The shared design is open.',
        action: { label: 'Back to mine', run: undoJustThis(editor, toasts) },
      });
    };
    void open();
    const changed = () => void open();
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, [editor, toasts]);

  return { refused, dismiss: () => setRefused(undefined) };
}
