import { ArrowRight, Scissors } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '@/components/ui';
import { findService } from '@/lib/editor/forms';
import { fields } from '@/lib/kit/fields';
import type { Connection } from '@/lib/kit/connection';
import { connections } from '@/lib/stack';
import { useEditor, useEditorState } from './context';
import { useCut } from './cutting';
import { focusInspector } from './focus';
import styles from './inspector-pane.module.css';
import { WayFacts } from './way-facts';

function guardText(connection: Connection): string {
  const guard = connection.route?.guard;
  const checks = [
    ...(guard?.allow ? ['allowed addresses only'] : []),
    ...(guard?.basicAuth ? ['a password'] : []),
  ];
  return checks.length === 0 ? 'anyone' : checks.join(' and ');
}

function toggleTitle({ toggle }: Connection): string | undefined {
  const schema = toggle && findService(toggle.service)?.schema;
  return schema && fields(schema).find(({ name }) => name === toggle.field)?.title;
}

/** What flows through the selected connection, and whether it can be cut. */
export function ConnectionCard({ id }: { readonly id: string }) {
  const editor = useEditor();
  const cut = useCut();
  const stack = useEditorState((state) => state.stack);
  const connection = useMemo(() => connections(stack).find((one) => one.id === id && one.active), [stack, id]);
  if (!connection) {
    return (
      <div className={styles.connection}>
        <p className={styles.note}>This connection is no longer there.</p>
      </div>
    );
  }
  const { from, to, label, route, toggle } = connection;
  const end = (service: string) => (
    <button type="button" className={styles.end} onClick={() => editor.select({ kind: 'service', id: service })}>
      {findService(service)?.title ?? service}
    </button>
  );
  const setting = toggleTitle(connection);
  return (
    <section className={styles.connection} aria-label="Connection">
      <h2>Connection</h2>
      <div className={styles.flow}>
        {end(from)}
        <ArrowRight aria-label="to" />
        {end(to)}
      </div>
      <dl className={styles.facts}>
        <dt>Carries</dt>
        <dd>
          <code>{label}</code>
        </dd>
        {route && (
          <>
            <dt>Open to</dt>
            <dd>{guardText(connection)}</dd>
          </>
        )}
      </dl>
      <WayFacts connection={connection} />
      {toggle ? (
        <>
          {setting && (
            <div className={styles.note}>
              <p>
                Set by “{setting}” of {findService(toggle.service)?.title}.
              </p>
              <Button
                size="small"
                variant="ghost"
                onClick={() => {
                  editor.select({ kind: 'service', id: toggle.service });
                  focusInspector(toggle.service, toggle.field);
                }}
              >
                Open the setting
              </Button>
            </div>
          )}
          <div>
            <Button icon={<Scissors />} onClick={() => cut(id)}>
              Cut the connection
            </Button>
          </div>
        </>
      ) : (
        <p className={styles.note}>It comes with the two services and cannot be cut.</p>
      )}
    </section>
  );
}
