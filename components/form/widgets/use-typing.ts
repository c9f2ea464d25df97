import { useRef } from 'react';
import type { WidgetProps } from './widget';

/** What was meant by a text: what is pasted often has a space at its ends, which nobody sees in a field. */
function trimmed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** A text that is typed: each letter counts at once, and `done`, when the field is left, says that it is meant. */
export function useTyping({ value, onChange }: Pick<WidgetProps, 'value' | 'onChange'>) {
  const typed = useRef(false);
  const type = (text: string) => {
    typed.current = true;
    onChange(text, 'typing');
  };
  const done = () => {
    if (!typed.current) return;
    typed.current = false;
    const text = trimmed(value);
    // With the letters before it, one step to undo.
    if (text !== value) onChange(text, 'typing');
    onChange(text, 'done');
  };
  return { type, done };
}
