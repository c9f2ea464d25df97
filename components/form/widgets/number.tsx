import { useRef, useState, type KeyboardEvent } from 'react';
import { Input } from '../../ui';
import { durationWords, numberText, parseNumber, stepNumber } from '../number-text';
import styles from './number.module.css';
import type { WidgetProps } from './widget';

const steps: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** A text field, so that nothing typed is swallowed; arrows step, with Shift by ten. */
export function NumberWidget({ field, value, id, describedBy, invalid, onChange }: WidgetProps) {
  const [draft, setDraft] = useState<string>();
  const typed = useRef(false);
  // What is being typed stands as typed ("8.", "007") as long as it means the value.
  const text = draft !== undefined && Object.is(parseNumber(draft), value) ? draft : numberText(value);

  const done = () => {
    setDraft(undefined);
    if (!typed.current) return;
    typed.current = false;
    onChange(value, 'done');
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return done();
    const by = steps[event.key];
    if (by === undefined || event.altKey || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    typed.current = true;
    onChange(stepNumber(value, event.shiftKey ? by * 10 : by, field), 'typing');
  };

  const words = durationWords(value, field.unit);
  const input = (
    <Input
      id={id}
      className={styles.number}
      value={text}
      inputMode="numeric"
      role="spinbutton"
      aria-valuemin={field.minimum}
      aria-valuemax={field.maximum}
      aria-valuenow={typeof value === 'number' && Number.isFinite(value) ? value : undefined}
      aria-valuetext={field.unit && text ? `${text} ${field.unit}` : undefined}
      placeholder={field.placeholder}
      suffix={field.unit}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      autoComplete="off"
      onChange={(event) => {
        typed.current = true;
        setDraft(event.target.value);
        onChange(parseNumber(event.target.value), 'typing');
      }}
      onBlur={done}
      onKeyDown={press}
    />
  );
  // The same element with and without words: the focus must survive a key that brings them.
  return (
    <span className={styles.withWords}>
      {input}
      {words && <span className={styles.words}>= {words}</span>}
    </span>
  );
}
