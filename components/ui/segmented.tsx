'use client';

import { useId, type ReactNode } from 'react';
import { cx } from './cx';
import styles from './segmented.module.css';

export interface Option<T extends string = string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Why it cannot be chosen now. */
  readonly disabled?: string | undefined;
}

export interface ControlLabels {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | undefined;
}

export interface SegmentedProps<T extends string> extends ControlLabels {
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly size?: 'small' | 'medium';
  /** Shows the icons alone; the labels are still said. */
  readonly iconsOnly?: boolean;
  readonly className?: string | undefined;
}

/** One of a few, all in view. Radio buttons underneath: arrow keys move. */
export function Segmented<T extends string>({
  value,
  options,
  onChange,
  size = 'medium',
  iconsOnly = false,
  className,
  'aria-invalid': invalid,
  ...labels
}: SegmentedProps<T>) {
  const name = useId();
  return (
    <div
      {...labels}
      role="radiogroup"
      aria-invalid={invalid}
      className={cx(styles.group, styles[size], className)}
      data-invalid={invalid || undefined}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={styles.option}
          title={option.disabled ?? (iconsOnly ? option.label : undefined)}
          data-disabled={option.disabled ? true : undefined}
        >
          <input
            type="radio"
            className={styles.input}
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled !== undefined}
            onChange={() => onChange(option.value)}
          />
          {option.icon}
          <span className={iconsOnly ? 'visually-hidden' : undefined}>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
