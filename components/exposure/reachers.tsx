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
const listed = ({ calls, ports }: Row) => (calls && ports.length > 0 ? `port ${ports.join(', ')}` : 'every port');

/** One who reaches a service, by the name that people know it by. */
interface Row extends Omit<Reacher, 'service'> {
  readonly key: string;
  readonly title: string;
}

/** Those of the stack, then those outside of it. @param ids of all in the diagram: one at the edge without a container is the host's. */
function rowsOf(asked: string, ids: readonly string[], { exposure, ask }: Answers): Row[] {
  const edge = ids.find((id) => findService(id)?.zone === 'edge' && !exposure.services.some((service) => service.id === id));
  const titles = { edge: `${edge === undefined ? 'The edge' : titleOf(edge)} of the host`, others: 'Other stacks of the host' };
  return [
    ...ask.whoReaches(exposure, asked).map((each) => ({ ...each, key: each.service, title: titleOf(each.service) })),
    ...ask.outsidersTo(exposure, asked).map((each) => ({ ...each, key: `outside ${each.who}`, title: titles[each.who] })),
  ];
}

/** Who can open a connection to one service: over which network, to which port, and whether it is meant to. */
export function Reachers({ exposure, ask, asked }: Answers & { readonly asked: string | undefined }) {
  const editor = useEditor();
  const id = useId();
  const ids = useEditorState((state) => memberIds(state.stack).join(' ')).split(' ');
  const verdict = asked === undefined ? undefined : ask.verdictOn(exposure, asked, titleOf);
  const isInside = exposure.services.some((service) => service.id === asked);
  const choices = [{ value: '', label: 'Choose a service…' }, ...ids.map((each) => ({ value: each, label: titleOf(each) }))];
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.question}>
        Who can reach {asked === undefined ? 'a service' : titleOf(asked)}?
      </h3>
      <Select aria-labelledby={id} value={asked ?? ''} options={choices} onChange={(next) => editor.select(next === '' ? { kind: 'stack' } : { kind: 'service', id: next })} />
      {verdict && (
        <p className={styles.verdict} data-tone={verdict.tone}>
          {verdict.text}
        </p>
      )}
      {asked !== undefined && isInside && <Groups rows={rowsOf(asked, ids, { exposure, ask })} />}
    </section>
  );
}

function Groups({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <>
      <Group title="Called by" rows={rows.filter(({ calls }) => calls)} nobody="Nobody is told its address." />
      <Group title="On a network with it, and so able to" rows={rows.filter(({ calls }) => !calls)} nobody="Nobody else." />
    </>
  );
}

function Group({ title, rows, nobody }: { readonly title: string; readonly rows: readonly Row[]; readonly nobody: string }) {
  const id = useId();
  return (
    <div className={styles.group}>
      <h4 id={id}>{title}</h4>
      {rows.length === 0 ? (
        <p className={styles.muted}>{nobody}</p>
      ) : (
        <ul className={styles.reachers} aria-labelledby={id}>
          {rows.map((row) => (
            <li key={row.key}>
              <span>{row.title}</span>
              <code>
                {row.networks.join(', ')} · {listed(row)}
              </code>
              {row.internet.length > 0 && <Badge tone="warning">internet reaches it</Badge>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
