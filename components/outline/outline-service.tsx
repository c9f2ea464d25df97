import { Spline, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { useConnect, useRemove } from '@/components/editor/actions';
import { connectItems } from '@/components/editor/connect-items';
import { useEditor, useEditorState } from '@/components/editor/context';
import { type Reached, standingOf } from '@/components/editor/use-reach';
import { IconButton, Menu, PathIcon } from '@/components/ui';
import type { Mark } from '@/lib/audit';
import { type Diagram, type DiagramNode, titleIn } from '@/lib/editor/diagram';
import { problemsAt } from '@/lib/editor/document';
import { placeOf } from '@/lib/stack';
import { Entry, type EntryProps } from './entry';
import styles from './outline.module.css';
import { OutlineWire } from './outline-wire';

export interface OutlineServiceProps {
  readonly node: DiagramNode;
  /** From a shared design that is on offer. */
  readonly differs: boolean;
  /** What the audit found at it. */
  readonly mark: Mark | undefined;
  readonly diagram: Diagram;
  readonly reach: Reached | undefined;
  readonly compact: boolean;
}

function reachedWords(id: string, diagram: Diagram, reach: Reached | undefined): EntryProps['reached'] {
  const standing = standingOf(id, reach);
  if (!reach || !standing || id === reach.asked) return undefined;
  const { asked } = reach;
  const words =
    asked === undefined
      ? { lit: 'reached from outside', could: 'could be reached', out: 'not reached' }
      : { lit: `reaches ${titleIn(diagram, asked)}`, could: `could reach ${titleIn(diagram, asked)}`, out: 'no way there' };
  return { standing, words: words[standing] };
}

/** A service of the list, and what it calls. */
export function OutlineService({ node, differs, mark, diagram, reach, compact }: OutlineServiceProps) {
  const { id, title } = node;
  const editor = useEditor();
  const wrong = useEditorState((state) => Object.keys(problemsAt(state.problems, placeOf(id))).length);
  const current = useEditorState(({ selection }) => selection.kind === 'service' && selection.id === id);
  const remove = useRemove();
  const calls = diagram.links.filter(({ from }) => from === id);
  return (
    <li className={styles.service} data-selected={(current && !compact) || undefined}>
      <div className={styles.head}>
        <Entry
          id={id}
          zone={node.zone}
          icon={<PathIcon d={node.icon} />}
          title={title}
          summary={node.summary}
          problems={wrong}
          changed={node.changed}
          differs={differs}
          mark={mark}
          reached={reachedWords(id, diagram, reach)}
          current={current && !compact}
          onOpen={() => editor.select({ kind: 'service', id })}
        />
        {!compact && (
          <div className={styles.actions}>
            <ConnectMenu id={id} title={title} />
            {node.removable && (
              <IconButton label={`Remove ${title}`} size="small" placement="left" onClick={() => remove(id)}>
                <Trash2 />
              </IconButton>
            )}
          </div>
        )}
      </div>
      {calls.length > 0 && (
        <ul className={styles.wires} aria-label={`What ${title} calls`}>
          {calls.map((link) => (
            <OutlineWire key={link.id} link={link} diagram={diagram} reach={reach} compact={compact} />
          ))}
        </ul>
      )}
    </li>
  );
}

function ConnectMenu({ id, title }: { readonly id: string; readonly title: string }) {
  const stack = useEditorState((state) => state.stack);
  const connect = useConnect();
  const items = useMemo(() => connectItems(stack, id, connect), [stack, id, connect]);
  return (
    <Menu
      label={`Connect ${title} to`}
      align="end"
      items={items}
      trigger={(props) => (
        <IconButton {...props} label={`Connect ${title} to…`} size="small" placement="left">
          <Spline />
        </IconButton>
      )}
    />
  );
}
