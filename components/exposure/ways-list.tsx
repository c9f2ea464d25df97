import { ArrowRight, ShieldCheck } from 'lucide-react';
import type { Answers } from '@/components/editor/exposure-context';
import { useEditor } from '@/components/editor/context';
import { Badge, type BadgeProps } from '@/components/ui';
import { findService } from '@/lib/editor/forms';
import type { Exposure, Reached } from '@/lib/kit/exposure';
import styles from './exposure.module.css';
import { Passed } from './passed';

const guards: Readonly<Record<Reached['guard'], { readonly text: string; readonly tone: NonNullable<BadgeProps['tone']> }>> = {
  open: { text: 'everybody', tone: 'neutral' },
  allowlist: { text: 'allowed addresses', tone: 'success' },
  'basic-auth': { text: 'password', tone: 'success' },
  both: { text: 'addresses and password', tone: 'success' },
  'app login': { text: 'its own log-in', tone: 'neutral' },
};

const summaryOf = (forwards: number) => (forwards === 0 ? 'Nothing: no way in leads to a container.' : `${forwards} ${forwards === 1 ? 'way in' : 'ways in'}:`);

/** Each way in: where it begins, what it passes, where it ends, and for whom it is. */
export function WaysList({ exposure, ask }: Answers) {
  const { forwards, answers, local } = ask.waysIn(exposure);
  return (
    <section aria-labelledby="ways-title">
      <h3 id="ways-title" className={styles.question}>
        What can the internet reach?
      </h3>
      <p className={styles.muted}>{summaryOf(forwards.length)}</p>
      <ol className={styles.list}>
        {forwards.map((way) => (
          <Way key={`${way.entry} ${way.router ?? ''} ${way.path}`} way={way} address={ask.addressOf(way)} exposure={exposure} />
        ))}
      </ol>
      {answers.length > 0 && (
        <details className={styles.more}>
          <summary>{answers.length} redirected, or answered by a fixed page</summary>
          <ul className={styles.answers}>
            {answers.map((way) => (
              <li key={`${way.entry} ${way.router ?? ''}`}>
                <code>{ask.addressOf(way)}</code> {way.middlewares.at(-1)?.says}
                {way.when !== undefined && ` Only where ${way.when}.`}
                {way.standsInFor !== undefined && ` Only while ${titleOf(exposure, way.standsInFor)} is away.`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {local.length > 0 && (
        <details className={styles.more}>
          <summary>{local.length} from this host only</summary>
          <ul className={styles.answers}>
            {local.map((way) => (
              <li key={`${way.entry} ${way.router ?? ''} ${way.path}`}>
                <code>{ask.addressOf(way)}</code> leads to {way.service}
                {way.when !== undefined && `, only where ${way.when}`}.
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The service behind a router, by the name that people know it by. */
function titleOf({ routers }: Exposure, router: string): string {
  const service = routers.find(({ name }) => name === router)?.service ?? router;
  return findService(service)?.title ?? service;
}

interface WayProps {
  readonly way: Reached;
  readonly address: string;
  readonly exposure: Exposure;
}

function Way({ way, address, exposure }: WayProps) {
  const editor = useEditor();
  const { service, port, guard, guardSays, middlewares, where } = way;
  const pastEdge = way.router === undefined;
  const title = (service !== undefined && findService(service)?.title) || service;
  return (
    <li className={styles.way}>
      <p className={styles.address}>
        <code>{address}</code>
        <Badge tone={pastEdge ? 'danger' : guards[guard].tone}>{pastEdge ? 'past the edge' : guards[guard].text}</Badge>
      </p>
      <p className={styles.target}>
        <ArrowRight aria-label="leads to" />
        {service !== undefined && findService(service) ? (
          <button type="button" className={styles.service} onClick={() => editor.select({ kind: 'service', id: service })}>
            {title}
          </button>
        ) : (
          <span>{title}</span>
        )}
        <code>{service === exposure.edge ? 'its own page' : `${service}:${port ?? ''}`}</code>
      </p>
      <p className={styles.guard}>
        <ShieldCheck aria-hidden="true" />
        {guardSays}
        {way.when !== undefined && ` Only where ${way.when}.`}
      </p>
      {middlewares.length > 0 && <Passed middlewares={middlewares} />}
      <p className={styles.where}>
        {where.file}:{where.line}
      </p>
    </li>
  );
}
