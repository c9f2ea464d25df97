import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useModal } from '@/components/ui';
import type { LoadedDialogProps } from './dialogs-context';
import styles from './waiting-dialog.module.css';

/** What stands there after a key. */
function typedAfter(typed: string, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (key === 'Backspace') return typed.slice(0, -1);
  return [...key].length === 1 ? typed + key : undefined;
}

/** While a dialog is on its way: keys are meant for it, and not for the field or the service that has the focus below. */
export function WaitingDialog({ open, onClose, typed, onType }: LoadedDialogProps) {
  return open ? <Waiting typed={typed} onType={onType} onClose={onClose} /> : null;
}

function Waiting({ typed, onType, onClose }: Omit<LoadedDialogProps, 'open' | 'about'>) {
  const modal = useModal(true, onClose);
  const text = useRef(typed);
  useLayoutEffect(() => {
    const dialog = modal.ref.current;
    // The focus goes back to where it was, for the dialog that takes this place to find it there.
    return () => dialog?.close();
  }, [modal.ref]);
  return (
    <dialog
      {...modal}
      className={styles.waiting}
      aria-label="On its way"
      onKeyDown={(event) => {
        const next = typedAfter(text.current, event);
        if (next === undefined) return;
        event.preventDefault();
        text.current = next;
        onType(next);
      }}
    >
      <p role="status">On its way…</p>
    </dialog>
  );
}
