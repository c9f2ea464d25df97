import { Select } from '../../ui';
import { textOf, type WidgetProps } from './widget';

export function SelectWidget({ field, value, id, describedBy, invalid, onChange }: WidgetProps) {
  return (
    <Select
      id={id}
      value={textOf(value)}
      options={field.choices ?? []}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(next) => onChange(next, 'done')}
    />
  );
}
