import { useRef } from 'react';
import { Input } from '../../ui';
import { textOf, trimmed, type WidgetProps } from './widget';

export function TextWidget({ field, value, id, describedBy, invalid, onChange }: WidgetProps) {
  const typed = useRef(false);
  const done = () => {
    if (!typed.current) return;
    typed.current = false;
    const text = trimmed(value);
    // With the letters before it, one step to undo.
    if (text !== value) onChange(text, 'typing');
    onChange(text, 'done');
  };
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
      onChange={(event) => {
        typed.current = true;
        onChange(event.target.value, 'typing');
      }}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  );
}
