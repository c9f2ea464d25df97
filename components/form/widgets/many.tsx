import { Check } from 'lucide-react';
import styles from './many.module.css';
import type { WidgetProps } from './widget';

/** Any number of known choices; the value keeps the order of the choices. */
export function ManyWidget({ field, value, id, labelledBy, describedBy, invalid, onChange }: WidgetProps) {
  const chosen = new Set(Array.isArray(value) ? value : []);
  const choices = field.choices ?? [];
  const toggle = (choice: string, on: boolean) =>
    onChange(
      choices.map((other) => other.value).filter((other) => (other === choice ? on : chosen.has(other))),
      'done',
    );
  return (
    <div
      id={id}
      role="group"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className={styles.group}
      data-invalid={invalid || undefined}
    >
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="checkbox"
            className={styles.input}
            checked={chosen.has(choice.value)}
            onChange={(event) => toggle(choice.value, event.target.checked)}
          />
          <Check className={styles.check} aria-hidden="true" />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
