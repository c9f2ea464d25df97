import { cx, Segmented } from '../../ui';
import styles from './segmented.module.css';
import { textOf, type WidgetProps } from './widget';

export function SegmentedWidget({ field, value, id, labelledBy, describedBy, invalid, blocked, onChange }: WidgetProps) {
  const choices = (field.choices ?? []).map((choice) => ({ ...choice, disabled: blocked?.[choice.value] }));
  const tight = choices.reduce((sum, { label }) => sum + label.length, 0) > 30;
  return (
    <Segmented
      id={id}
      className={cx(styles.fill, tight && styles.tight)}
      value={textOf(value)}
      options={choices}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      onChange={(next) => onChange(next, 'done')}
    />
  );
}
