import { ArrowLeft, ArrowRight, Plus, Scissors } from 'lucide-react';
import { useMemo } from 'react';
import { Button, IconButton, Menu, useAfterPaint } from '@/components/ui';
import { findService } from '@/lib/editor/forms';
import type { Connection } from '@/lib/kit/connection';
import { connections } from '@/lib/stack';
import { useConnect } from './actions';
import { connectItems } from './connect-items';
import { useEditor, useEditorState } from './context';
import styles from './connection-list.module.css';
import { useCut } from './cutting';

const titleOf = (id: string) => findService(id)?.title ?? id;

/** What flows into and out of a service, to look at, cut and draw without a mouse. */
export function ConnectionList({ id }: { readonly id: string }) {
  const editor = useEditor();
  const stack = useEditorState((state) => state.stack);
  // Nobody opens the menu in the moment of an edit.
  const late = useAfterPaint(stack);
  const cut = useCut();
  const connect = useConnect();
  const items = useMemo(() => connectItems(late, id, connect), [late, id, connect]);
  const list = useMemo(
    () => connections(stack).filter((one) => one.active && (one.from === id || one.to === id)),
    [stack, id],
  );
  return (
    <section className={styles.section} aria-labelledby="connections-title">
      <header className={styles.header}>
        <h3 id="connections-title" className={styles.title}>
          Connections
        </h3>
        <Menu
          label="Connect to"
          align="end"
          items={items}
          trigger={(props) => (
            <Button {...props} size="small" variant="ghost" icon={<Plus />}>
              Connect to…
            </Button>
          )}
        />
      </header>
      <ul className={styles.list}>
        {list.map((connection) => (
          <Row
            key={connection.id}
            connection={connection}
            out={connection.from === id}
            onShow={() => editor.select({ kind: 'connection', id: connection.id })}
            onCut={() => cut(connection.id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly connection: Connection;
  readonly out: boolean;
  readonly onShow: () => void;
  readonly onCut: () => void;
}

function Row({ connection, out, onShow, onCut }: RowProps) {
  const other = titleOf(out ? connection.to : connection.from);
  return (
    <li className={styles.row}>
      <button type="button" className={styles.name} onClick={onShow}>
        {out ? <ArrowRight aria-label="to" /> : <ArrowLeft aria-label="from" />}
        <span>{other}</span>
        <span className={styles.flow}>{connection.label}</span>
      </button>
      {connection.toggle && (
        <IconButton label={`Cut from ${other}`} size="tiny" placement="left" onClick={onCut}>
          <Scissors />
        </IconButton>
      )}
    </li>
  );
}
