import { useId } from 'react';
import { useEditor, useEditorState } from '@/components/editor/context';
import type { Answers } from '@/components/editor/exposure-context';
import { Badge, Select } from '@/components/ui';
import { findService } from '@/lib/editor/forms';
import { memberIds } from '@/lib/stack';
import type { Reacher } from '@/lib/exposure';
import styles from './exposure.module.css';

const titleOf = (id: string) => findService(id)?.title ?? id;
/** On a network everybody reaches every port; those that are told the address use one. */
const listed = ({ calls, ports }: Reacher) => (calls && ports.length > 0 ? `port ${ports.join(', ')}` : 'every port');

/** Who can open a connection to one service: over which network, to which port, and whether it is meant to. */
export function Reachers({ exposure, ask, asked }: Answers & { readonly asked: string | undefined }) {
  const editor = useEditor();
  const id = useId();
  const ids = useEditorState((state) => memberIds(state.stack).join(' ')).split(' ');
  const verdict = asked === undefined ? undefined : ask.verdictOn(exposure, asked);
  const reachers = asked === undefined ? [] : ask.whoReaches(exposure, asked);
  const [calling, others] = [reachers.filter(({ calls }) => calls), reachers.filter(({ calls }) => !calls)];
  const choices = [{ value: '', label: 'Choose a service…' }, ...ids.map((each) => ({ value: each, label: titleOf(each) }))];
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.question}>
        Who can reach {asked === undefined ? 'a service' : titleOf(asked)}?
      </h3>
      <Select aria-labelledby={id} value={asked ?? ''} options={choices} onChange={(next) => editor.select(next === '' ? { kind: 'stack' } : { kind: 'service', id: next })} />
      {verdict && (
        <>
          <p className={styles.verdict} data-tone={verdict.tone}>
            {verdict.text}
          </p>
          <Group title="Called by" reachers={calling} nobody="Nobody is told its address." />
          <Group title="On a network with it, and so able to" reachers={others} nobody="Nobody else." />
        </>
      )}
    </section>
  );
}

function Group({ title, reachers, nobody }: { readonly title: string; readonly reachers: readonly Reacher[]; readonly nobody: string }) {
  const id = useId();
  return (
    <div className={styles.group}>
      <h4 id={id}>{title}</h4>
      {reachers.length === 0 ? (
        <p className={styles.muted}>{nobody}</p>
      ) : (
        <ul className={styles.reachers} aria-labelledby={id}>
          {reachers.map((reacher) => (
            <li key={reacher.service}>
              <span>{titleOf(reacher.service)}</span>
              <code>
                {reacher.networks.join(', ')} · {listed(reacher)}
              </code>
              {reacher.internet.length > 0 && <Badge tone="warning">internet reaches it</Badge>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
