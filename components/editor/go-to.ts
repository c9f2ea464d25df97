import { useCallback } from 'react';
import type { Selection, Target } from '@/lib/editor/target';
import { useEditor } from './context';
import { useExposureView } from './exposure-context';
import { focusInspector, focusSecret } from './focus';

/** Opens a form and puts the focus into it, on a field if one is named. */
export function useGoTo() {
  const editor = useEditor();
  const { on, toggle } = useExposureView();
  const show = useCallback(
    (selection: Selection) => {
      // Forms and answers share one place.
      if (on) toggle();
      editor.select(selection);
    },
    [editor, on, toggle],
  );
  const field = useCallback(
    (target: Target, name?: string) => {
      show(target.kind === 'service' ? { kind: 'service', id: target.id } : { kind: 'stack' });
      focusInspector(target.id, name);
    },
    [show],
  );
  const secret = useCallback(
    (service: string, name: string) => {
      show({ kind: 'service', id: service });
      focusSecret(name);
    },
    [show],
  );
  const selection = useCallback(
    (selected: Selection) => {
      show(selected);
      focusInspector();
    },
    [show],
  );
  return { field, secret, selection };
}
