'use client';

import { RotateCcw } from 'lucide-react';
import { useCallback, useRef, type ReactNode } from 'react';
import type { Field } from '@/lib/kit/fields';
import { SchemaForm, type Phase, type Values } from '../form';
import { Button, PathIcon } from '../ui';
import styles from './inspector.module.css';

export interface InspectorGroup {
  readonly id: string;
  /** Heads the fields that have no section of their own; leave it empty where there is one group only. */
  readonly title: string;
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly problems: Readonly<Record<string, string>>;
  readonly warnings?: Readonly<Record<string, string>> | undefined;
  readonly entryProblems?: Readonly<Record<string, Readonly<Record<number, string>>>> | undefined;
  readonly blocked?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  readonly extras?: Readonly<Record<string, ReactNode>> | undefined;
}

export interface InspectorProps {
  readonly title: string;
  /** One sentence: what it is there for. */
  readonly role: string;
  /** Path data of its icon. */
  readonly icon?: string | undefined;
  /** Gives the icon its colour. */
  readonly zone?: 'internet' | 'edge' | 'app' | 'data' | undefined;
  readonly groups: readonly InspectorGroup[];
  readonly onChange: (group: string, name: string, value: unknown, phase: Phase) => void;
  readonly onReset: (group: string, name: string) => void;
  /** How many of its fields are not at their defaults, and the way back. */
  readonly changed?: { readonly count: number; readonly onReset: () => void } | undefined;
  /** Beside the title: remove, close. */
  readonly actions?: ReactNode;
  /** Between the title and the forms. */
  readonly children?: ReactNode;
  /** Below the forms. */
  readonly after?: ReactNode;
}

export function Inspector(props: InspectorProps) {
  const { title, role, icon, zone, groups, changed, actions, children, after, onChange, onReset } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className={styles.inspector} aria-label={`Settings of ${title}`}>
      <header className={styles.header}>
        {icon && (
          <span className={styles.tile} data-zone={zone}>
            <PathIcon d={icon} />
          </span>
        )}
        <div className={styles.titles}>
          <h2 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h2>
          <p className={styles.role}>{role}</p>
          {changed && changed.count > 0 && (
            <p className={styles.changed}>
              {changed.count} changed from default
              <Button
                size="small"
                variant="ghost"
                icon={<RotateCcw />}
                onClick={() => {
                  changed.onReset();
                  // The button is gone then, and with it the focus.
                  heading.current?.focus();
                }}
              >
                Reset {changed.count === 1 ? 'it' : 'all'}
              </Button>
            </p>
          )}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>
        {children && <div className={styles.extra}>{children}</div>}
        {groups.map((group) => (
          <Group key={`${title}:${group.id}`} group={group} onChange={onChange} onReset={onReset} />
        ))}
        {after}
      </div>
    </section>
  );
}

type GroupProps = Pick<InspectorProps, 'onChange' | 'onReset'> & { readonly group: InspectorGroup };

function Group({ group, onChange, onReset }: GroupProps) {
  const { id, ...form } = group;
  const change = useCallback(
    (name: string, value: unknown, phase: Phase) => onChange(id, name, value, phase),
    [onChange, id],
  );
  const reset = useCallback((name: string) => onReset(id, name), [onReset, id]);
  return (
    <div className={styles.group} data-group={id}>
      <SchemaForm {...form} onChange={change} onReset={reset} />
    </div>
  );
}
