import type { ControlLabels } from './segmented';
import styles from './switch.module.css';

export interface SwitchProps extends ControlLabels {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

export function Switch({ checked, onChange, 'aria-invalid': invalid, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      {...rest}
      role="switch"
      aria-checked={checked}
      data-invalid={invalid || undefined}
      className={styles.track}
      onClick={() => onChange(!checked)}
    >
      <span className={styles.thumb} />
    </button>
  );
}
