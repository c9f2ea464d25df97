import { Select } from '../../ui';
import { textOf, type WidgetProps } from './widget';

export function SelectWidget({ field, value, id, describedBy, invalid, blocked, onChange }: WidgetProps) {
  return (
    <Select
      id={id}
      value={textOf(value)}
      options={(field.choices ?? []).map((choice) => ({ ...choice, disabled: blocked?.[choice.value] && 'not now' }))}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(next) => onChange(next, 'done')}
    />
  );
}
