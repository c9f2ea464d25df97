import { useEffect, useState } from 'react';
import { redoLabel, undoLabel } from '@/lib/editor/history';
import { useEditor } from './context';

/** Says to screen readers what undo and redo did: the change itself may be anywhere on the page. */
export function Announcer() {
  const editor = useEditor();
  const [text, setText] = useState('');
  useEffect(
    () =>
      editor.store.subscribe(({ history: now }, { history: before }) => {
        if (now.future.length > before.future.length) setText(`Undone: ${redoLabel(now) ?? ''}`);
        else if (now.future.length < before.future.length && now.past.length > before.past.length && redoLabel(before) === undoLabel(now)) {
          setText(`Done again: ${undoLabel(now) ?? ''}`);
        }
      }),
    [editor],
  );
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  );
}
