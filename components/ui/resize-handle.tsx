'use client';

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { cx } from './cx';
import styles from './resize-handle.module.css';

export interface ResizeHandleProps {
  readonly label: string;
  /** The edge of the panel that it stands on; dragging it outwards makes the panel larger. */
  readonly edge: 'top' | 'left' | 'right';
  /** Pixels. */
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly onChange: (value: number, phase: 'moving' | 'done') => void;
  /** The size that a double click brings back. */
  readonly usual?: number;
}

const STEP = 16;

/** The keys that make the panel larger and smaller. */
const arrows = {
  top: ['ArrowUp', 'ArrowDown'],
  left: ['ArrowLeft', 'ArrowRight'],
  right: ['ArrowRight', 'ArrowLeft'],
} as const;

/** A separator to drag, or to move with the arrow keys; Home and End go to the limits. */
export function ResizeHandle({ label, edge, value, minimum, maximum, onChange, usual }: ResizeHandleProps) {
  const start = useRef<{ readonly at: number; readonly value: number } | null>(null);
  const latest = useRef(value);
  const clamp = (size: number) => Math.round(Math.max(minimum, Math.min(maximum, size)));
  const along = (event: PointerEvent) => (edge === 'top' ? event.clientY : event.clientX);
  const grows = edge === 'right' ? 1 : -1;

  const drag = (event: PointerEvent) => {
    if (!start.current) return;
    latest.current = clamp(start.current.value + grows * (along(event) - start.current.at));
    onChange(latest.current, 'moving');
  };
  const stop = () => {
    if (!start.current) return;
    start.current = null;
    onChange(latest.current, 'done');
  };
  const press = (event: KeyboardEvent) => {
    const [larger, smaller] = arrows[edge];
    const sizes = new Map<string, number>([[larger, value + STEP], [smaller, value - STEP], ['Home', minimum], ['End', maximum]]);
    const size = sizes.get(event.key);
    if (size === undefined) return;
    event.preventDefault();
    onChange(clamp(size), 'done');
  };

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={edge === 'top' ? 'horizontal' : 'vertical'}
      aria-valuenow={value}
      aria-valuemin={minimum}
      aria-valuemax={maximum}
      className={cx(styles.handle, styles[edge])}
      onKeyDown={press}
      onDoubleClick={() => usual !== undefined && onChange(clamp(usual), 'done')}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { at: along(event), value };
        latest.current = value;
      }}
      onPointerMove={drag}
      onPointerUp={stop}
      onPointerCancel={stop}
    />
  );
}
