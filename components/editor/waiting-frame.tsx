import { Picture } from '@/components/canvas/picture';
import { Mark } from '@/components/toolbar/mark';
import { cx } from '@/components/ui/cx';
import { defaultStack } from '@/lib/stack';
import styles from './waiting-frame.module.css';

/** What it is all about, in the place where the first form will be: beside the diagram, or below it on a phone. */
function Purpose({ className }: { readonly className?: string | undefined }) {
  return <p className={cx(styles.purpose, className)}>Design a hardened web stack as a diagram, download it, run it with docker compose.</p>;
}

/** The page before its code has arrived: the frame that comes, with the design that everybody starts from. */
export function WaitingFrame() {
  const { name, domain } = defaultStack.project;
  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <h1 className="visually-hidden">Base2 Designer</h1>
        <span className={styles.mark}>
          <Mark />
        </span>
        <span className={styles.name}>{name}</span>
        <span className={styles.domain}>{domain}</span>
      </header>
      <main className={styles.main}>
        <div className={styles.stage}>
          <div className={styles.canvas}>
            <Picture stack={defaultStack} />
          </div>
          <Purpose className={styles.below} />
          <div className={styles.drawer}>
            <noscript>Base2 Designer works in your browser and needs JavaScript: please allow it for this page.</noscript>
          </div>
        </div>
        <div className={styles.inspector}>
          <Purpose />
        </div>
      </main>
    </div>
  );
}
