import { ChevronRight, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { markWords } from '@/components/canvas/mark-words';
import { focusInspector } from '@/components/editor/focus';
import { Badge } from '@/components/ui';
import type { Mark } from '@/lib/audit';
import styles from './outline.module.css';

export interface EntryProps {
  readonly icon: ReactNode;
  readonly zone?: string;
  readonly title: string;
  readonly summary: string;
  /** Values to correct. */
  readonly problems: number;
  /** Fields that are not at their defaults. */
  readonly changed?: number;
  /** From a shared design that is on offer. */
  readonly differs?: boolean;
  /** What the audit found at it. */
  readonly mark?: Mark | undefined;
  /** Whether it is reached, in words. */
  readonly reached?: { readonly standing: string; readonly words: string } | undefined;
  readonly current: boolean;
  /** The service that it stands for. */
  readonly id?: string;
  readonly onOpen: () => void;
}

/** A line of the list that opens a form. */
export function Entry({ icon, zone, title, summary, problems, changed = 0, differs = false, mark, reached, current, id, onOpen }: EntryProps) {
  return (
    <button
      type="button"
      className={styles.entry}
      aria-current={current || undefined}
      data-outline-service={id}
      onClick={(event) => {
        onOpen();
        // Without a pointer, the form is where the person wants to be.
        if (event.detail === 0) focusInspector();
      }}
    >
      <span className={styles.tile} data-zone={zone}>
        {icon}
      </span>
      <span className={styles.text}>
        <span className={styles.title}>
          {title}
          {changed > 0 && (
            <span className={styles.changed}>
              {changed}
              <span className="visually-hidden"> changed from default</span>
            </span>
          )}
        </span>
        <span className={styles.summary}>{summary}</span>
      </span>
      {differs && <Badge tone="accent">differs</Badge>}
      {reached && (
        <span className={styles.reached} data-standing={reached.standing}>
          {reached.words}
        </span>
      )}
      {mark && (
        <span className={styles.mark} data-worst={mark.worst}>
          <ShieldAlert aria-hidden="true" />
          <span aria-hidden="true">{mark.count}</span>
          <span className="visually-hidden">{markWords(mark)}</span>
        </span>
      )}
      {problems > 0 && (
        <span className={styles.problems}>
          {problems}
          <span className="visually-hidden"> to correct</span>
        </span>
      )}
      <ChevronRight className={styles.chevron} aria-hidden="true" />
    </button>
  );
}
