'use client';

import { Check, CircleAlert, Copy, Eye, EyeOff, RefreshCw } from 'lucide-react';
import { useId, useState } from 'react';
import { useCopy } from '../panels/use-copy';
import { IconButton, Input } from '../ui';
import styles from './secret-field.module.css';

export interface SecretFieldProps {
  readonly title: string;
  /** The variable that holds it. */
  readonly name: string;
  readonly value: string;
  /** What has been typed in its place; it may be no value that can be used. */
  readonly draft: string | undefined;
  /** Called with each letter, and with nothing when the value stands again. */
  readonly onDraft: (draft: string | undefined) => void;
  readonly strength: (value: string) => { readonly bits: number; readonly level: 'weak' | 'fair' | 'strong'; readonly words: string };
  /** Why a value cannot be used, or nothing. */
  readonly check: (value: string) => string | undefined;
  /** What another value means for what is there already; commands and names stand in backquotes. */
  readonly change: string;
  readonly onChange: (value: string) => void;
  readonly onRenew: () => void;
}

/** A secret: covered until it is asked for; to copy, to make anew, or to replace by one's own. */
export function SecretField({ title, name, value, draft, onDraft, strength, check, change, onChange, onRenew }: SecretFieldProps) {
  const id = useId();
  const [revealed, setRevealed] = useState(false);
  const { copied, copy } = useCopy();
  const text = draft ?? value;
  const problem = draft === undefined || draft === value ? undefined : check(draft);
  const { bits, level, words } = strength(text);

  const done = () => {
    if (draft === undefined || problem) return;
    if (draft === value) onDraft(undefined);
    else onChange(draft);
  };
  return (
    <div className={styles.row} data-secret={name}>
      <div className={styles.head}>
        <label htmlFor={id} className={styles.label}>
          {title}
        </label>
        <code className={styles.variable}>{name}</code>
      </div>
      <div className={styles.control}>
        <Input
          id={id}
          mono
          className={styles.input}
          type={revealed ? 'text' : 'password'}
          value={text}
          autoComplete="new-password"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={`${id}-notes ${id}-strength ${id}-change`}
          onChange={(event) => onDraft(event.target.value)}
          onBlur={done}
          onKeyDown={(event) => {
            if (event.key === 'Enter') done();
            if (event.key !== 'Escape' || draft === undefined) return;
            event.stopPropagation();
            onDraft(undefined);
          }}
        />
        <IconButton label={`${revealed ? 'Cover' : 'Reveal'} ${name}`} size="small" pressed={revealed} placement="top" onClick={() => setRevealed(!revealed)}>
          {revealed ? <EyeOff /> : <Eye />}
        </IconButton>
        <IconButton label={copied === 'yes' ? 'Copied' : `Copy ${name}`} size="small" placement="top" disabled={problem !== undefined} onClick={() => copy(text)}>
          {copied === 'yes' ? <Check /> : <Copy />}
        </IconButton>
        <IconButton
          label={`Make a new ${name}`}
          size="small"
          placement="top"
          onClick={() => {
            onDraft(undefined);
            onRenew();
          }}
        >
          <RefreshCw />
        </IconButton>
      </div>
      <div id={`${id}-notes`} aria-live="polite" className={styles.notes}>
        {problem && (
          <p className={styles.problem}>
            <CircleAlert aria-hidden="true" />
            <span>{problem}. Until then the one before stays; Escape brings it back.</span>
          </p>
        )}
        {copied === 'failed' && <p className={styles.problem}>The browser did not allow copying. Reveal it and copy it by hand.</p>}
      </div>
      <p id={`${id}-strength`} className={styles.strength} data-level={level}>
        <span className={styles.meter} aria-hidden="true">
          <span style={{ inlineSize: `${Math.min(100, (bits / 128) * 100)}%` }} />
        </span>
        {text.length} characters, {bits} bits: {words}
      </p>
      <p id={`${id}-change`} className={styles.change}>
        {change.split('`').map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part))}
      </p>
    </div>
  );
}
