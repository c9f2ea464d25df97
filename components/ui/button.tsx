import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { Kbd } from './kbd';
import styles from './button.module.css';

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` is the one filled button of a view. */
  readonly variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  readonly size?: 'small' | 'medium';
  readonly icon?: ReactNode;
  /** Shown at its end, e.g. `mod+e`; the caller handles the keys. */
  readonly shortcut?: string | undefined;
  /** Work is under way: it stays focusable, says so and does nothing. */
  readonly busy?: boolean;
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon,
  shortcut,
  busy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(styles.button, styles[variant], styles[size], className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon}
      <span className={styles.label}>{children}</span>
      {shortcut && <Kbd keys={shortcut} tone={variant === 'primary' ? 'filled' : 'plain'} />}
    </button>
  );
}
