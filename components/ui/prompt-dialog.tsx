'use client';

import { useId, useState, type ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { Input } from './input';
import styles from './prompt-dialog.module.css';

export interface PromptDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly description?: ReactNode;
  /** What is asked for. */
  readonly label: string;
  /** Stands there at first, selected. */
  readonly initial: string;
  /** The verb on the button. */
  readonly action: string;
  /** Why the answer cannot be taken, or nothing. */
  readonly check: (text: string) => string | undefined;
  readonly onClose: () => void;
  readonly onSubmit: (text: string) => void;
}

/** Asks for one short text. */
export function PromptDialog({ open, title, description, onClose, ...form }: PromptDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title} description={description} size="small">
      <Form {...form} onClose={onClose} />
    </Dialog>
  );
}

type FormProps = Omit<PromptDialogProps, 'open' | 'title' | 'description'>;

function Form({ label, initial, action, check, onClose, onSubmit }: FormProps) {
  const id = useId();
  const [text, setText] = useState(initial);
  const [asked, setAsked] = useState(false);
  const problem = check(text);
  // Nobody is told off for a word that they have only begun.
  const shown = problem !== undefined && (asked || text !== initial) ? problem : undefined;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (problem !== undefined) return;
        onClose();
        onSubmit(text);
      }}
    >
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <Input
        id={id}
        value={text}
        data-autofocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={shown !== undefined || undefined}
        aria-describedby={`${id}-problem`}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-problem`} role="status" className={styles.problem}>
        {shown}
      </p>
      <div className={styles.actions}>
        <Button type="button" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" aria-disabled={problem !== undefined || undefined}>
          {action}
        </Button>
      </div>
    </form>
  );
}
