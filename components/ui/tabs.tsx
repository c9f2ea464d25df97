'use client';

import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from './cx';
import styles from './tabs.module.css';

export interface Tab<T extends string = string> {
  readonly id: T;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly count?: number | undefined;
  readonly tone?: 'neutral' | 'warning' | 'danger';
}

export interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly selected: T;
  readonly onSelect: (id: T) => void;
  /** The same for `TabPanel`, so that they find each other. */
  readonly group: string;
  /** `bar`: evenly spread with the icon above, for the bottom of a phone. */
  readonly kind?: 'line' | 'bar';
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

export function Tabs<T extends string>({ label, tabs, selected, onSelect, group, kind = 'line' }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const target = tabs[steps[event.key]?.(at, tabs.length - 1) ?? -1];
    if (!target) return;
    event.preventDefault();
    onSelect(target.id);
    list.current?.querySelector<HTMLElement>(`#${CSS.escape(`${group}-tab-${target.id}`)}`)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={cx(styles.list, styles[kind])} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${group}-tab-${tab.id}`}
          aria-selected={tab.id === selected}
          aria-controls={tab.id === selected ? `${group}-panel-${tab.id}` : undefined}
          tabIndex={tab.id === selected ? 0 : -1}
          className={styles.tab}
          onClick={() => onSelect(tab.id)}
        >
          {tab.icon}
          <span>{tab.label}</span>
          {tab.count !== undefined && (
            <span className={styles.count} data-tone={tab.tone ?? 'neutral'}>
              {tab.count}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

export interface TabPanelProps {
  readonly group: string;
  readonly id: string;
  readonly selected: string;
  readonly className?: string | undefined;
  /** Stays in the page while hidden. */
  readonly keep?: boolean;
  readonly children: ReactNode;
}

export function TabPanel({ group, id, selected, className, keep = false, children }: TabPanelProps) {
  const hidden = id !== selected;
  if (hidden && !keep) return null;
  return (
    <div
      role="tabpanel"
      id={`${group}-panel-${id}`}
      aria-labelledby={`${group}-tab-${id}`}
      hidden={hidden}
      className={cx(!hidden && className)}
    >
      {children}
    </div>
  );
}
