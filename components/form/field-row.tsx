'use client';

import { CircleAlert, Lock, RotateCcw, TriangleAlert } from 'lucide-react';
import { memo, useCallback, useId, type MouseEvent, type ComponentType, type ReactNode } from 'react';
import type { Field } from '@/lib/kit/fields';
import { IconButton } from '../ui';
import styles from './field-row.module.css';
import { focusField } from './focus-field';
import { defaultText } from './form-model';
import { rangeText } from './number-text';
import { hasOneControl, widgetFor, type Phase, type WidgetProps } from './widgets';

export interface FieldRowProps {
  readonly field: Field;
  readonly value: unknown;
  readonly changed: boolean;
  readonly problem?: string | undefined;
  readonly warning?: string | undefined;
  readonly entryProblems?: Readonly<Record<number, string>> | undefined;
  /** Why choices cannot be made now, by their values. */
  readonly blocked?: Readonly<Record<string, string>> | undefined;
  readonly extra?: ReactNode;
  readonly onChange: (name: string, value: unknown, phase: Phase) => void;
  readonly onReset: (name: string) => void;
}

/** Reasons with the choices that they are for; choices with one reason stand together. */
function reasonsOf(field: Field, blocked: Readonly<Record<string, string>>): readonly string[] {
  const values = [...new Set(Object.values(blocked))];
  return values.map((reason) => {
    const labels = Object.keys(blocked).filter((value) => blocked[value] === reason).map((value) => field.choices?.find((choice) => choice.value === value)?.label);
    return labels.some(Boolean) ? `${labels.join(', ')}: ${reason}` : reason;
  });
}

/** Label, control, help and what is wrong, tied together for every way of reading. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { field, value, changed, problem, warning, entryProblems, blocked, extra, onChange, onReset } = props;
  const id = useId();
  const ids = { control: `${id}-control`, label: `${id}-label`, help: `${id}-help`, note: `${id}-note`, blocked: `${id}-blocked` };
  const Widget: ComponentType<WidgetProps> = widgetFor(field);
  const range = field.widget === 'number' ? rangeText(field) : undefined;
  const help = [field.description, range && `${range}.`].filter(Boolean).join(' ');
  const { name } = field;
  const change = useCallback((next: unknown, phase: Phase) => onChange(name, next, phase), [onChange, name]);
  const reset = (event: MouseEvent) => {
    const form = event.currentTarget.closest('[data-field]')?.parentElement;
    onReset(name);
    // The button is gone then, and with it the focus.
    if (form) requestAnimationFrame(() => focusField(form, name));
  };
  const note = problem ?? warning;
  const Label = hasOneControl(field) ? 'label' : 'span';

  return (
    <div className={styles.row} data-field={name} data-widget={field.widget}>
      <div className={styles.head}>
        <Label id={ids.label} {...(Label === 'label' && { htmlFor: ids.control })} className={styles.label}>
          {field.title}
        </Label>
        {changed && (
          <span className={styles.changed}>
            <span className="visually-hidden">changed from {defaultText(field)}</span>
            <IconButton
              label={`Reset to ${defaultText(field)}`}
              aria-describedby={ids.label}
              size="tiny"
              placement="top"
              onClick={reset}
            >
              <RotateCcw />
            </IconButton>
          </span>
        )}
        {field.variable && <code className={styles.variable}>{field.variable}</code>}
      </div>
      <div className={styles.control}>
        <Widget
          field={field}
          value={value}
          id={ids.control}
          labelledBy={ids.label}
          describedBy={[note && ids.note, blocked && ids.blocked, help && ids.help].filter(Boolean).join(' ') || undefined}
          invalid={problem !== undefined}
          entryProblems={entryProblems}
          blocked={blocked}
          onChange={change}
        />
      </div>
      <div aria-live="polite" className={styles.notes}>
        {note && (
          <p id={ids.note} className={problem ? styles.problem : styles.warning}>
            {problem ? <CircleAlert aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
            <span>{note}</span>
          </p>
        )}
      </div>
      {extra}
      {blocked && (
        <ul id={ids.blocked} className={styles.blocked}>
          {reasonsOf(field, blocked).map((reason) => (
            <li key={reason}>
              <Lock aria-hidden="true" />
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      )}
      {help && (
        <p id={ids.help} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  );
});
