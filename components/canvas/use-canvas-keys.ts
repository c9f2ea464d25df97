import { type FocusEvent, type KeyboardEvent, useCallback } from 'react';
import { useRemove } from '@/components/editor/actions';
import { useCut } from '@/components/editor/cutting';
import { useEditor } from '@/components/editor/context';
import { useExposureView } from '@/components/editor/exposure-context';
import { focusInspector } from '@/components/editor/focus';
import { isPressed } from '@/lib/editor/shortcuts';
import type { Selection } from '@/lib/editor/target';

function selectionAt(element: EventTarget): Selection | undefined {
  if (!(element instanceof Element)) return undefined;
  const node = element.closest<HTMLElement>('.react-flow__node[data-id]');
  if (node?.dataset['id']) return { kind: 'service', id: node.dataset['id'] };
  const edge = element.closest<SVGElement>('.react-flow__edge[data-id]');
  return edge?.dataset['id'] ? { kind: 'connection', id: edge.dataset['id'] } : undefined;
}

/** Where the focused thing has gone, the focus stays on the diagram: the next Tab goes on from there. */
function keepFocus(diagram: HTMLElement): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) diagram.focus();
  });
}

/**
 * What keys do on the diagram, beyond React Flow's own (Tab between nodes, arrows to move): focus selects, Enter goes
 * on to the form, Delete removes a service or cuts a connection, X asks what can be reached, L arranges everything.
 */
export function useCanvasKeys(onArrange: (() => void) | undefined) {
  const editor = useEditor();
  const remove = useRemove();
  const cut = useCut();
  const { toggle } = useExposureView();

  const onFocus = useCallback(
    (event: FocusEvent) => {
      const at = selectionAt(event.target);
      if (at && event.target.matches(':focus-visible')) editor.select(at);
    },
    [editor],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (isPressed('exposure', event)) toggle();
      if (isPressed('arrange', event)) onArrange?.();
      const at = selectionAt(event.target);
      if (!at) return;
      if (isPressed('form', event)) {
        event.preventDefault();
        editor.select(at);
        focusInspector();
      } else if (isPressed('remove', event)) {
        event.preventDefault();
        if (at.kind === 'service') remove(at.id);
        if (at.kind === 'connection') cut(at.id);
        keepFocus(event.currentTarget as HTMLElement);
      }
    },
    [editor, remove, cut, toggle, onArrange],
  );

  return { onFocus, onKeyDown };
}
