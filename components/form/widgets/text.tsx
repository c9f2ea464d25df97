import { Input } from '../../ui';
import { useTyping } from './use-typing';
import { textOf, type WidgetProps } from './widget';

export function TextWidget({ field, value, id, describedBy, invalid, onChange }: WidgetProps) {
  const { type, done } = useTyping({ value, onChange });
  return (
    <Input
      id={id}
      value={textOf(value)}
      placeholder={field.placeholder}
      suffix={field.unit}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      autoComplete="off"
      autoCapitalize="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={(event) => type(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}
