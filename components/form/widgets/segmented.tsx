import { Segmented } from '../../ui';
import styles from './segmented.module.css';
import { textOf, type WidgetProps } from './widget';

export function SegmentedWidget({ field, value, id, labelledBy, describedBy, invalid, onChange }: WidgetProps) {
  return (
    <Segmented
      id={id}
      className={styles.fill}
      value={textOf(value)}
      options={field.choices ?? []}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      onChange={(next) => onChange(next, 'done')}
    />
  );
}
