import { CircleAlert, CircleCheck } from 'lucide-react';
import { EmptyState } from '../ui';
import styles from './problems-list.module.css';

export interface ListedProblem {
  readonly key: string;
  /** Where it is: `Traefik · HTTP port`. */
  readonly place: string;
  readonly message: string;
}

export interface ProblemsListProps {
  readonly problems: readonly ListedProblem[];
  /** Goes to the field. */
  readonly onOpen: (key: string) => void;
}

export function ProblemsList({ problems, onOpen }: ProblemsListProps) {
  if (problems.length === 0) {
    return (
      <EmptyState icon={<CircleCheck />} title="Nothing is wrong">
        Every value holds the rules. What you see is what you download.
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {problems.map(({ key, place, message }) => (
        <li key={key}>
          <button type="button" className={styles.problem} onClick={() => onOpen(key)}>
            <CircleAlert aria-hidden="true" />
            <span>
              <span className={styles.place}>{place}</span>
              <span className={styles.message}>{message}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
