import { useRef } from 'react';
import styles from './long-text.module.css';
import { textOf, trimmed, type WidgetProps } from './widget';

/** One line of text that is too long for one line: it wraps, and holds no line ends. */
export function LongTextWidget({ field, value, id, describedBy, invalid, onChange }: WidgetProps) {
  const typed = useRef(false);
  const done = () => {
    if (!typed.current) return;
    typed.current = false;
    const text = trimmed(value);
    // With the letters before it, one step to undo.
    if (text !== value) onChange(text, 'typing');
    onChange(text, 'done');
  };
  return (
    <textarea
      id={id}
      className={styles.area}
      rows={4}
      value={textOf(value)}
      placeholder={field.placeholder}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => {
        typed.current = true;
        onChange(event.target.value.replace(/\s*\n\s*/g, ' '), 'typing');
      }}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        done();
      }}
    />
  );
}
