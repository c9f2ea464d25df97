import { useCallback } from 'react';
import { useToast } from '@/components/ui';
import { openDesign } from '@/lib/editor/commands';
import type { Draft } from '@/lib/editor/document';
import { sameJson } from '@/lib/kit/same-json';
import { defaultStack } from '@/lib/stack';
import { undoJustThis } from './actions';
import { useEditor } from './context';
import { keepVersion } from './versions';

export interface Replacement {
  readonly design: Draft;
  /** For "Undo …": a verb and what it opens. */
  readonly label: string;
  /** What has been done, for the person. */
  readonly message: string;
}

/**
 * Puts another design in the place of the present one, as one step. The present one is put aside among the versions
 * as well: the steps of the history are gone after a reload, and it shall not be.
 */
export function useReplaceDesign(): (replacement: Replacement) => boolean {
  const editor = useEditor();
  const toasts = useToast();
  return useCallback(
    ({ design, label, message }) => {
      const { draft } = editor.store.getState().document;
      if (sameJson(draft, design)) {
        toasts.show({ key: 'opened', message: 'The design is the same as that already.' });
        return false;
      }
      const put = !sameJson(draft, defaultStack) && keepVersion({ name: `Before: ${label}`, kind: 'automatic', design: draft });
      const lost = put && !put.ok ? ' The one before is not among the versions, for want of room: only Undo has it.' : '';
      editor.run(openDesign, { stack: design, label });
      // On a phone, selecting opens a form over what has just come.
      if (editor.store.getState().selection.kind !== 'stack') editor.select({ kind: 'stack' });
      toasts.show({ key: 'opened', tone: 'success', message: `${message}${lost}`, ...undoJustThis(editor, toasts) });
      return true;
    },
    [editor, toasts],
  );
}
