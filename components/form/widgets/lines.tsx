import { useRef, useState } from 'react';
import styles from './long-text.module.css';
import type { WidgetProps } from './widget';

const entries = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** What was typed, as entries: empty lines are none. */
function entriesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

const same = (one: readonly string[], other: readonly string[]) => one.length === other.length && one.every((entry, at) => entry === other[at]);

/** A list of texts that may hold spaces and commas: one in a line. */
export function LinesWidget({ field, value, id, describedBy, invalid, entryProblems, onChange }: WidgetProps) {
  const [draft, setDraft] = useState<string>();
  const typed = useRef(false);
  const values = entries(value);
  // Line ends and spaces stand as typed as long as they mean the value.
  const text = draft !== undefined && same(entriesOf(draft), values) ? draft : values.join('\n');
  const wrong = Object.entries(entryProblems ?? {}).map(([at, message]) => `Line ${Number(at) + 1}: ${message}`);
  return (
    <textarea
      id={id}
      className={styles.area}
      rows={Math.min(8, Math.max(2, values.length + 1))}
      value={text}
      placeholder={field.placeholder}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      title={wrong.length > 0 ? wrong.join('\n') : undefined}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => {
        typed.current = true;
        setDraft(event.target.value);
        onChange(entriesOf(event.target.value), 'typing');
      }}
      onBlur={() => {
        setDraft(undefined);
        if (!typed.current) return;
        typed.current = false;
        onChange(value, 'done');
      }}
    />
  );
}
