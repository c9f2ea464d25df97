import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import styles from './input.module.css';

export interface InputProps extends Omit<ComponentProps<'input'>, 'prefix'> {
  /** Inside the field, before and after what is typed: an icon, a unit. */
  readonly prefix?: ReactNode;
  readonly suffix?: ReactNode;
  readonly mono?: boolean;
}

export function Input({ prefix, suffix, mono = false, className, ...rest }: InputProps) {
  return (
    <span className={cx(styles.field, className)} data-invalid={rest['aria-invalid'] || undefined}>
      {prefix && <span className={styles.affix}>{prefix}</span>}
      <input {...rest} className={cx(styles.input, mono && styles.mono)} />
      {suffix && <span className={styles.affix}>{suffix}</span>}
    </span>
  );
}
