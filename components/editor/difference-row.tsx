import { ArrowDownToLine, ArrowRight, Undo2 } from 'lucide-react';
import { IconButton } from '@/components/ui';
import { placeOfDifference, undoing } from '@/lib/editor/changed';
import { makeChanges } from '@/lib/editor/commands';
import type { Difference } from '@/lib/editor/differences';
import type { Stack } from '@/lib/stack';
import { useBase } from './comparison';
import styles from './comparison.module.css';
import { useEditor } from './context';
import { focusInspector, whenGone } from './focus';

/** From the other design to this one, as a history tells it; from this one to the other where that one is on offer. */
interface Words {
  readonly kind: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What the button does. */
  readonly button: string;
}

function asHistory({ owner, kind, field = '', from, to }: Difference): Words {
  const button = { changed: `Set ${field} back to ${from}`, added: `Take ${owner} out again`, removed: `Put ${owner} back` }[kind];
  return { kind, before: from, after: to, button };
}

function asOffer({ owner, kind, field = '', from, to }: Difference, other: string): Words {
  const button = { changed: `Take ${from} for ${field}`, added: `Take ${owner} out, as in ${other}`, removed: `Take ${owner} from ${other}` }[kind];
  return { kind: { changed: kind, added: 'only in yours', removed: `only in ${other}` }[kind], before: to, after: from, button };
}

/** The row goes with its difference: the focus goes on to the next one, and from the last to the panel's tab. */
function focusNext(pressed: HTMLElement) {
  const panel = pressed.closest<HTMLElement>('[role=tabpanel]');
  const buttons = () => [...(panel?.querySelectorAll<HTMLElement>('[data-undoes]') ?? [])];
  const at = buttons().indexOf(pressed);
  whenGone(pressed, () => {
    const left = buttons();
    const tab = document.getElementById(panel?.getAttribute('aria-labelledby') ?? '');
    (left[Math.min(at, left.length - 1)] ?? tab)?.focus();
  });
}

/** One difference: leads to its field, and makes it what it is in the other design. */
export function DifferenceRow({ difference, base }: { readonly difference: Difference; readonly base: Stack }) {
  const editor = useEditor();
  const comparedWith = useBase();
  const offered = comparedWith.kind === 'incoming';
  const { kind, before, after, button } = offered ? asOffer(difference, comparedWith.from) : asHistory(difference);
  const { target, field: name } = placeOfDifference(difference);
  const goTo = () => {
    editor.select(target.kind === 'service' ? target : { kind: 'stack' });
    focusInspector(target.id, name);
  };
  const isField = difference.kind === 'changed';
  const words = (
    <>
      <span className={styles.field}>{isField ? difference.field : kind}</span>
      {isField && (
        <span className={styles.values}>
          <del>{before}</del> <ArrowRight aria-label="becomes" /> <ins>{after}</ins>
        </span>
      )}
    </>
  );
  return (
    <li className={styles.row} data-kind={difference.kind}>
      {difference.kind === 'removed' ? (
        <span className={styles.what}>{words}</span>
      ) : (
        <button type="button" className={styles.what} onClick={goTo}>
          {words}
        </button>
      )}
      <IconButton
        label={button}
        size="tiny"
        placement="left"
        data-undoes
        onClick={({ currentTarget }) => {
          focusNext(currentTarget);
          editor.run(makeChanges, { changes: [undoing(difference, base)], label: button });
        }}
      >
        {offered ? <ArrowDownToLine /> : <Undo2 />}
      </IconButton>
    </li>
  );
}
