import { Chips } from '../../ui';
import type { WidgetProps } from './widget';

const entries = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

export function ListWidget({ field, value, id, labelledBy, describedBy, invalid, onChange, entryProblems }: WidgetProps) {
  const values = entries(value);
  return (
    <Chips
      id={id}
      values={values}
      placeholder={field.placeholder}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      check={(entry) => entryProblems?.[values.indexOf(entry)]}
      onChange={(next) => onChange(next, 'done')}
    />
  );
}
