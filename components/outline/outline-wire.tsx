import { ArrowRight, Scissors } from 'lucide-react';
import { useEditor, useEditorState } from '@/components/editor/context';
import { useCut } from '@/components/editor/cutting';
import { focusInspector } from '@/components/editor/focus';
import { isOnTheWay, type Reached } from '@/components/editor/use-reach';
import { IconButton } from '@/components/ui';
import { type Diagram, type DiagramLink, titleIn } from '@/lib/editor/diagram';
import styles from './outline.module.css';

export interface OutlineWireProps {
  readonly link: DiagramLink;
  readonly diagram: Diagram;
  readonly reach: Reached | undefined;
  readonly compact: boolean;
}

/** A connection of the list: where it leads and what flows. That of the visitors has nothing to set. */
export function OutlineWire({ link, diagram, reach, compact }: OutlineWireProps) {
  const { id, from, to, label, kind, connection } = link;
  const editor = useEditor();
  const cut = useCut();
  const current = useEditorState(({ selection }) => selection.kind === 'connection' && selection.id === id);
  const [source, target] = [titleIn(diagram, from), titleIn(diagram, to)];
  const words = (
    <>
      <ArrowRight aria-hidden="true" />
      <span className="visually-hidden">{source} to </span>
      <span>{target}</span>
      <span className={styles.flow} data-kind={kind}>
        {label}
      </span>
      {reach && isOnTheWay(reach, link) && <span className="visually-hidden">, on the way</span>}
    </>
  );
  const row = { className: styles.wire, 'data-lit': (reach && isOnTheWay(reach, link)) || undefined };
  if (!connection) return <li {...row}><span className={styles.name}>{words}</span></li>;
  return (
    <li {...row}>
      <button
        type="button"
        className={styles.name}
        aria-current={(current && !compact) || undefined}
        data-outline-connection={id}
        onClick={(event) => {
          editor.select({ kind: 'connection', id });
          if (event.detail === 0) focusInspector();
        }}
      >
        {words}
      </button>
      {connection.toggle && !compact && (
        <IconButton label={`Cut ${source} from ${target}`} size="tiny" placement="left" onClick={() => cut(id)}>
          <Scissors />
        </IconButton>
      )}
    </li>
  );
}
