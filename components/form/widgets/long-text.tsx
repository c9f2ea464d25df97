import styles from './long-text.module.css';
import { useTyping } from './use-typing';
import { textOf, type WidgetProps } from './widget';

/** One line of text that is too long for one line: it wraps, and holds no line ends. */
export function LongTextWidget({ field, value, id, describedBy, invalid, onChange }: WidgetProps) {
  const { type, done } = useTyping({ value, onChange });
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
      onChange={(event) => type(event.target.value.replace(/\s*\n\s*/g, ' '))}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        done();
      }}
    />
  );
}
