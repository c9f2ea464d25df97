import { useCallback } from 'react';
import { withPlaces } from '@/components/canvas/arranging';
import { useChooseBase } from '@/components/editor/comparison';
import { useEditor } from '@/components/editor/context';
import { useReplaceDesign } from '@/components/editor/replace-design';
import { isAtStake } from '@/components/share';
import type { Opened } from '@/lib/import';

/** Opens a design at once where nothing of one's own is at stake; else it waits beside it for what is taken of it. */
export function useTakeDesign(): (opened: Extract<Opened, { ok: true }>) => Promise<void> {
  const editor = useEditor();
  const replace = useReplaceDesign();
  const choose = useChooseBase();
  return useCallback(
    async ({ stack, name }) => {
      if (isAtStake(editor.store.getState().stack, stack)) return choose({ kind: 'incoming', stack, from: `the design of ${name}` });
      replace({ design: await withPlaces(stack), label: `Open ${name}`, message: `${name} is open.` });
    },
    [editor, replace, choose],
  );
}
