import { part } from '@/components/ui';
import type { Connection } from '@/lib/kit/connection';
import { useExposure } from './exposure-context';
import styles from './inspector-pane.module.css';

const Passed = part(async () => (await import('@/components/exposure')).Passed);

/** All that a request passes on its way along a connection, as the generated files say. */
export function WayFacts({ connection }: { readonly connection: Connection }) {
  const answers = useExposure(true);
  if (!answers) return null;
  const { exposure, ask } = answers;
  const { from, to, route } = connection;
  if (!route) {
    const meets = ask.whoReaches(exposure, to).find(({ service }) => service === from);
    const told = exposure.calls.filter((call) => call.from === from && call.to === to).map(({ by }) => by);
    return (
      <dl className={styles.facts}>
        {meets && (
          <>
            <dt>Network</dt>
            <dd>
              <code>{meets.networks.join(', ')}</code>
            </dd>
          </>
        )}
        {connection.account && (
          <>
            <dt>Account</dt>
            <dd>
              <code>{connection.account.role}</code>
            </dd>
          </>
        )}
        {told.length > 0 && (
          <>
            <dt>Told by</dt>
            <dd>
              <code>{told.join(', ')}</code>
            </dd>
          </>
        )}
      </dl>
    );
  }
  return ask.waysAlong(exposure, route.id).map((way) => (
    <section key={way.router} className={styles.way} aria-label={`Way in at ${way.path}`}>
      <h3>
        <code>{ask.addressOf(way)}</code> passes, in this order:
      </h3>
      <Passed middlewares={way.middlewares} open />
    </section>
  ));
}
