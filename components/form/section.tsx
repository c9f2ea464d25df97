'use client';

import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Badge } from '../ui';
import styles from './section.module.css';

export interface SectionProps {
  readonly title: string;
  /** Fields that differ from their defaults. */
  readonly changed?: number;
  readonly problems?: number;
  readonly open?: boolean;
  readonly children: ReactNode;
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** A heading that folds what is below it, and says what is in there. */
export function Section({ title, changed = 0, problems = 0, open: initially = true, children }: SectionProps) {
  const [open, setOpen] = useState(initially);
  return (
    <details className={styles.section} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        <ChevronRight className={styles.chevron} aria-hidden="true" />
        <h3 className={styles.title}>{title}</h3>
        <span className={styles.counts}>
          {problems > 0 && <Badge tone="danger">{count(problems, 'problem', 'problems')}</Badge>}
          {changed > 0 && <Badge tone="accent">{changed} changed</Badge>}
        </span>
      </summary>
      <div className={styles.content}>{children}</div>
    </details>
  );
}
