import type { ReactElement, ReactNode } from 'react';
import styles from './notice-bar.module.css';

/** Where notices appear: it is always there, so that screen readers say what comes into it. */
export function NoticeArea({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" className={styles.live}>
      {children}
    </div>
  );
}

export interface NoticeBarProps {
  readonly tone: 'warning' | 'accent';
  readonly icon: ReactElement;
  /** What there is to decide. */
  readonly message: ReactNode;
  /** The ways out, as buttons. */
  readonly actions: ReactNode;
  /** Dialogs that belong to the decision. */
  readonly children?: ReactNode;
}

/** Stands across the page until a person has decided something. */
export function NoticeBar({ tone, icon, message, actions, children }: NoticeBarProps) {
  return (
    <div className={styles.bar} data-tone={tone}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <p className={styles.message}>{message}</p>
      <div className={styles.actions}>{actions}</div>
      {children}
    </div>
  );
}
