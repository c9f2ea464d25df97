import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import type { Option } from './segmented';
import styles from './select.module.css';

export interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange' | 'value' | 'children'> {
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}

/** The system's own list: right on phones, with keyboards and with screen readers. */
export function Select({ value, options, onChange, className, ...rest }: SelectProps) {
  const known = options.some((option) => option.value === value);
  return (
    <span className={cx(styles.wrap, className)}>
      <select {...rest} className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {!known && <option value={value}>{value || 'Choose…'}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled !== undefined}>
            {option.disabled ? `${option.label} (${option.disabled})` : option.label}
          </option>
        ))}
      </select>
      <ChevronDown className={styles.chevron} aria-hidden="true" />
    </span>
  );
}
