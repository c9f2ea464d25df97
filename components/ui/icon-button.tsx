import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { ariaKeys } from './keys';
import { Tooltip, type Placement } from './tooltip';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Its name, and the tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly size?: 'tiny' | 'small' | 'medium';
  readonly shortcut?: string | undefined;
  /** Makes it a toggle. */
  readonly pressed?: boolean;
  readonly placement?: Placement;
}

export function IconButton({
  label,
  children,
  size = 'medium',
  shortcut,
  pressed,
  placement = 'bottom',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} placement={placement} names>
      <button
        type="button"
        {...rest}
        className={cx(styles.button, styles[size], className)}
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut && ariaKeys(shortcut)}
      >
        {children}
      </button>
    </Tooltip>
  );
}
