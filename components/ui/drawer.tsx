'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { IconButton } from './icon-button';
import { ResizeHandle } from './resize-handle';
import styles from './drawer.module.css';

export interface DrawerProps {
  readonly label: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Pixels, without the bar. */
  readonly height: number;
  readonly onHeightChange: (height: number, phase: 'moving' | 'done') => void;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly usual?: number;
  /** In the bar: tabs. */
  readonly tabs: ReactNode;
  /** In the bar while closed: what is inside, in a few words. */
  readonly summary?: ReactNode;
  /** In the bar at its end. */
  readonly actions?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}

/** A panel at the bottom of the page that closes to its bar. */
export function Drawer({
  label,
  open,
  onOpenChange,
  height,
  onHeightChange,
  minimum = 160,
  maximum = 720,
  usual,
  tabs,
  summary,
  actions,
  shortcut,
  children,
}: DrawerProps) {
  return (
    <section
      className={styles.drawer}
      aria-label={label}
      data-open={open || undefined}
      style={{ '--drawer': `${height}px` } as CSSProperties}
    >
      {open && (
        <ResizeHandle
          label={`Resize ${label.toLowerCase()}`}
          edge="top"
          value={height}
          minimum={minimum}
          maximum={maximum}
          onChange={onHeightChange}
          {...(usual !== undefined && { usual })}
        />
      )}
      <div className={styles.bar}>
        {tabs}
        {summary && <p className={styles.summary}>{summary}</p>}
        <div className={styles.actions}>
          {actions}
          <IconButton
            label={open ? 'Close the panel' : 'Open the panel'}
            size="small"
            placement="top"
            shortcut={shortcut}
            aria-expanded={open}
            onClick={() => onOpenChange(!open)}
          >
            {open ? <ChevronDown /> : <ChevronUp />}
          </IconButton>
        </div>
      </div>
      {open && <div className={styles.content}>{children}</div>}
    </section>
  );
}
