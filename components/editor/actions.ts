import { useCallback } from 'react';
import { type Toast, type Toasts, useToast } from '@/components/ui';
import { addService, duplicateContainer, makeChanges, removeService, setConnection } from '@/lib/editor/commands';
import { drawn } from '@/lib/editor/drawn';
import type { Editor } from '@/lib/editor/editor';
import { findService } from '@/lib/editor/forms';
import { removalOf } from '@/lib/editor/offers';
import { placeWords } from '@/lib/editor/words';
import type { ServiceId } from '@/lib/services';
import { connections, freeName } from '@/lib/stack';
import { useEditor } from './context';
import { keepFocus } from './focus';

/**
 * For a toast about the last step: its button takes that back, but nothing that was done since; and the toast is gone
 * as soon as the step is undone in another way.
 */
export function undoJustThis(editor: Editor, toasts: Toasts, label = 'Undo'): Required<Pick<Toast, 'action' | 'until'>> {
  const { document, history } = editor.store.getState();
  const step = history.past.at(-1);
  const isUndone = () => step !== undefined && !editor.store.getState().history.past.includes(step);
  const run = () => {
    if (editor.store.getState().document === document) editor.undo();
    else toasts.show({ key: 'later', message: 'There are later edits: the Undo button goes back step by step.' });
  };
  return {
    action: { label, run },
    until(close) {
      const check = () => isUndone() && close();
      check();
      return editor.store.subscribe(check);
    },
  };
}

/** Adds a service and opens its form. */
export function useAdd() {
  const editor = useEditor();
  return useCallback(
    (id: ServiceId) => {
      if (editor.run(addService, { id })) editor.select({ kind: 'service', id });
    },
    [editor],
  );
}

/** Makes a copy under the next free name, and opens it. */
export function useDuplicate() {
  const editor = useEditor();
  return (id: string) => {
    const to = freeName(editor.store.getState().document.draft, id);
    if (editor.run(duplicateContainer, { from: id, to })) editor.select({ kind: 'service', id: to });
  };
}

/** Removes a service, asks whether those may go along that cannot be without it, or says why it stays. */
export function useRemove() {
  const editor = useEditor();
  const toasts = useToast();
  return useCallback(
    (id: string) => {
      const title = findService(id)?.title ?? id;
      const changes = removalOf(editor.store.getState().document.draft, id);
      if (changes.length > 1) {
        const others = changes.slice(1).map(({ path }) => placeWords(path));
        toasts.show({
          key: 'refused',
          message: `${others.join(' and ')} cannot be without ${title}.`,
          action: {
            label: changes.length === 2 ? 'Remove both' : `Remove all ${changes.length}`,
            run: () => editor.run(makeChanges, { changes, label: `Remove ${title} and ${others.join(' and ')}` }),
          },
        });
        return;
      }
      if (editor.run(removeService, { id })) {
        keepFocus();
        toasts.show({ key: 'removed', message: `${title} is removed.`, ...undoJustThis(editor, toasts) });
      } else {
        toasts.show({ key: 'refused', message: `${title} is part of every stack and cannot be removed.` });
      }
    },
    [editor, toasts],
  );
}

/** Draws the connection that a line between two services means, or says why there is none. */
export function useConnect() {
  const editor = useEditor();
  const toasts = useToast();
  return useCallback(
    (from: string, to: string) => {
      const found = drawn(editor.store.getState().stack, from, to);
      if ('reason' in found) {
        toasts.show({ key: 'refused', message: found.reason });
        return;
      }
      if (editor.run(setConnection, { connection: found.connection, on: true })) {
        editor.select({ kind: 'connection', id: found.connection.id });
        toasts.dismiss('refused');
      }
    },
    [editor, toasts],
  );
}

/** Cuts a connection, or says why it stays; what is lost with it has been agreed to. */
export function useCutNow() {
  const editor = useEditor();
  const toasts = useToast();
  return useCallback(
    (id: string) => {
      const connection = connections(editor.store.getState().stack).find((one) => one.id === id);
      if (!connection) return;
      const titles = [connection.from, connection.to].map((service) => findService(service)?.title ?? service);
      if (editor.run(setConnection, { connection, on: false })) {
        keepFocus();
        editor.select({ kind: 'service', id: connection.toggle?.service ?? connection.from });
        toasts.show({
          key: 'removed',
          message: `${titles[0]} and ${titles[1]} are no longer connected.`,
          ...undoJustThis(editor, toasts),
        });
      } else {
        toasts.show({ key: 'refused', message: `${titles[0]} cannot work without ${titles[1]}: this connection stays.` });
      }
    },
    [editor, toasts],
  );
}
