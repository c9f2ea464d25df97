import type { ControlLabels } from './segmented';
import styles from './switch.module.css';

export interface SwitchProps extends ControlLabels {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Switch({ checked, onChange, disabled = false, 'aria-invalid': invalid, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      {...rest}
      role="switch"
      aria-checked={checked}
      // It stays in the order of the keyboard, so that the reason beside it can be found.
      aria-disabled={disabled || undefined}
      data-invalid={invalid || undefined}
      className={styles.track}
      onClick={() => !disabled && onChange(!checked)}
    >
      <span className={styles.thumb} />
    </button>
  );
}
