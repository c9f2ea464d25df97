import type { Middleware } from '@/lib/kit/exposure';
import styles from './exposure.module.css';

/** What a request passes on its way, in order and in plain words. */
export function Passed({ middlewares, open = false }: { readonly middlewares: readonly Middleware[]; readonly open?: boolean }) {
  const steps = (
    <ol className={styles.steps}>
      {middlewares.map(({ name, says }, index) => (
        // Behind a proxy the entry point and the router have some of the same.
        <li key={`${index} ${name}`}>
          <code>{name}</code>
          <span>{says}</span>
        </li>
      ))}
    </ol>
  );
  if (open) return steps;
  return (
    <details className={styles.more}>
      <summary>
        Passes {middlewares.length} {middlewares.length === 1 ? 'middleware' : 'middlewares'}
      </summary>
      {steps}
    </details>
  );
}
