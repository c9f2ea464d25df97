import type { ComponentProps } from 'react';

export interface PathIconProps extends Omit<ComponentProps<'svg'>, 'd'> {
  /** Path data of a 24 × 24 line icon. */
  readonly d: string;
}

/** An icon that comes as data. It decorates; words beside it say what it stands for. */
export function PathIcon({ d, ...rest }: PathIconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      {...rest}
    >
      <path d={d} />
    </svg>
  );
}
