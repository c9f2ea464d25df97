import { Switch } from '../../ui';
import type { WidgetProps } from './widget';

export function SwitchWidget({ value, id, labelledBy, describedBy, invalid, blocked, onChange }: WidgetProps) {
  return (
    <Switch
      id={id}
      checked={value === true}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-invalid={invalid || undefined}
      disabled={blocked?.[String(value !== true)] !== undefined}
      onChange={(next) => onChange(next, 'done')}
    />
  );
}
