'use client';

import { useSyncExternalStore } from 'react';
import { Designer } from './designer';
import styles from './frame.module.css';

const never = () => () => {};

/** The server knows no design: it sends the frame, and the browser fills it. */
export function DesignerPage() {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (inBrowser) return <Designer />;
  return (
    <div className={styles.desk}>
      <header className={styles.bar}>Base2 Designer</header>
      <main className={styles.waiting}>
        <h1 className="visually-hidden">Base2 Designer</h1>
        <noscript>Base2 Designer works in your browser and needs JavaScript: please allow it for this page.</noscript>
      </main>
    </div>
  );
}
