import { Panel } from '@xyflow/react';
import { memo } from 'react';
import { useExposure, type Answers } from '@/components/editor/exposure-context';
import type { DiagramLink } from '@/lib/editor/diagram';
import styles from './wire-strip.module.css';

/** What a request or call meets on its way, in a few words each. */
function passed({ connection, from, to }: DiagramLink, { exposure, ask }: Answers): readonly string[] {
  if (!connection) return [ask.whoComes(exposure), 'then by name and path'];
  if (connection.route) return ask.wayAlong(exposure, connection.route.id)?.middlewares.map(ask.briefOf) ?? [];
  const meets = ask.whoReaches(exposure, to).find(({ service }) => service === from);
  return [...(meets ? [`network ${meets.networks.join(', ')}`] : []), ...(connection.account ? [`account ${connection.account.role}`] : [])];
}

/** Below the diagram, while a line is pointed at or picked: what flows there and what it passes, in order. */
export const WireStrip = memo(function WireStrip({ link }: { readonly link: DiagramLink | undefined }) {
  const answers = useExposure(link !== undefined);
  const steps = link && answers ? passed(link, answers) : [];
  return (
    <Panel position="bottom-center" className={styles.panel ?? ''}>
      <p role="status" className={styles.strip} data-shown={link !== undefined || undefined}>
        {link && <strong>{link.label}</strong>}
        {steps.map((step, index) => (
          // The same step may come twice.
          <span key={`${index} ${step}`}>{step}</span>
        ))}
      </p>
    </Panel>
  );
});
