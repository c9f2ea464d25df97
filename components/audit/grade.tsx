import type { Grade as Letter } from '@/lib/audit';
import styles from './grade.module.css';

/** The letter of a score, in its colour. */
export function Grade({ grade, large = false }: { readonly grade: Letter | undefined; readonly large?: boolean }) {
  return (
    <span className={styles.grade} data-grade={grade} data-large={large || undefined} aria-hidden="true">
      {grade ?? '·'}
    </span>
  );
}
