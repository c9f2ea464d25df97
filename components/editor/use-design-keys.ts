import { type FocusEvent, type KeyboardEvent, useCallback } from 'react';
import { isPressed } from '@/lib/editor/shortcuts';
import type { Selection } from '@/lib/editor/target';
import { useRemove } from './actions';
import { useEditor } from './context';
import { useCut } from './cutting';
import { useExposureView } from './exposure-context';
import { focusInspector } from './focus';

export interface DesignKeys {
  /** The service or connection that an element stands for. */
  readonly at: (element: Element) => Selection | undefined;
  /** Where the focus goes when the thing that had it is gone: the next Tab goes on from there. */
  readonly onGone: (view: HTMLElement) => void;
  readonly onArrange: (() => void) | undefined;
}

/**
 * What keys do on the diagram and in the list: focus selects, Enter goes on to the form, Delete removes a service or
 * cuts a connection, X asks what can be reached, L arranges everything.
 */
export function useDesignKeys({ at, onGone, onArrange }: DesignKeys) {
  const editor = useEditor();
  const remove = useRemove();
  const cut = useCut();
  const { toggle } = useExposureView();

  const onFocus = useCallback(
    (event: FocusEvent) => {
      const thing = at(event.target);
      if (thing && event.target.matches(':focus-visible')) editor.select(thing);
    },
    [editor, at],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (isPressed('exposure', event)) toggle();
      if (isPressed('arrange', event)) onArrange?.();
      const thing = event.target instanceof Element ? at(event.target) : undefined;
      if (!thing) return;
      if (isPressed('form', event)) {
        event.preventDefault();
        editor.select(thing);
        focusInspector();
      } else if (isPressed('remove', event)) {
        event.preventDefault();
        if (thing.kind === 'service') remove(thing.id);
        if (thing.kind === 'connection') cut(thing.id);
        const view = event.currentTarget as HTMLElement;
        requestAnimationFrame(() => {
          if (document.activeElement === document.body) onGone(view);
        });
      }
    },
    [editor, at, remove, cut, toggle, onArrange, onGone],
  );

  return { onFocus, onKeyDown };
}
