'use client';

import { X } from 'lucide-react';
import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { addChips, splitChips } from './chip-text';
import type { ControlLabels } from './segmented';
import styles from './chips.module.css';

export interface ChipsProps extends ControlLabels {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  /** Why a value cannot be, or nothing. */
  readonly check?: (value: string) => string | undefined;
  readonly placeholder?: string | undefined;
  /** What one of them is, for the names of the buttons. */
  readonly noun?: string;
}

/** A list of short texts: Enter, comma or space ends one, pasting many adds them all, Backspace takes the last back. */
export function Chips({
  values,
  onChange,
  check,
  placeholder,
  noun = 'entry',
  'aria-invalid': invalid,
  'aria-describedby': describedBy,
  id,
  ...labels
}: ChipsProps) {
  const [draft, setDraft] = useState('');
  const [said, setSaid] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();

  const add = (text: string) => {
    const next = addChips(values, text);
    setDraft('');
    if (next.length === values.length) return;
    onChange(next);
    setSaid(`Added ${next.slice(values.length).join(', ')}`);
  };
  const remove = (at: number) => {
    setSaid(`Removed ${values[at]}`);
    onChange(values.filter((_, other) => other !== at));
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (['Enter', ',', ' ', ';'].includes(event.key)) {
      if (event.key !== 'Enter' || draft.trim()) event.preventDefault();
      add(draft);
    } else if (event.key === 'Backspace' && draft === '' && values.length > 0) {
      event.preventDefault();
      setDraft(values.at(-1) ?? '');
      onChange(values.slice(0, -1));
    }
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text');
    if (splitChips(text).length < 2) return;
    event.preventDefault();
    add(`${draft}${text}`);
  };

  return (
    <div
      {...labels}
      role="group"
      className={styles.box}
      data-invalid={invalid || undefined}
      onPointerDown={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        input.current?.focus();
      }}
    >
      {values.map((value, at) => {
        const wrong = check?.(value);
        return (
          <span key={`${value}-${at}`} className={styles.chip} data-wrong={wrong ? true : undefined} title={wrong}>
            {value}
            {wrong && <span className="visually-hidden"> ({wrong})</span>}
            <button
              type="button"
              className={styles.remove}
              aria-label={`Remove ${noun} ${value}`}
              onClick={() => remove(at)}
            >
              <X aria-hidden="true" />
            </button>
          </span>
        );
      })}
      <input
        ref={input}
        id={id}
        className={styles.input}
        value={draft}
        placeholder={values.length === 0 ? placeholder : undefined}
        aria-labelledby={labels['aria-labelledby']}
        aria-label={labels['aria-label']}
        aria-invalid={invalid}
        aria-describedby={[describedBy, hint].filter(Boolean).join(' ')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={press}
        onPaste={paste}
        onBlur={() => draft.trim() && add(draft)}
      />
      <span id={hint} className="visually-hidden">
        Enter adds one; several can be pasted at once.
      </span>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  );
}
