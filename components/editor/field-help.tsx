import { Undo2 } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { Button, useToast } from '@/components/ui';
import { makeChanges, setField } from '@/lib/editor/commands';
import { helpFor } from '@/lib/editor/offers';
import type { Path } from '@/lib/editor/path';
import { targetOf } from '@/lib/editor/target';
import { fieldAt, placeWords, valueWords } from '@/lib/editor/words';
import type { Change } from '@/lib/kit/remedy';
import { undoJustThis } from './actions';
import { useEditor, useEditorState } from './context';
import styles from './field-help.module.css';
import { focusInspector } from './focus';
import { OfferForm } from './offer-form';

/** At a field that breaks rules: what else it broke, and sets of changes that make the design fit together again. */
export function FieldHelp({ place }: { readonly place: string }) {
  const editor = useEditor();
  const toasts = useToast();
  // Nobody waits for an offer: typing goes first.
  const state = useDeferredValue(useEditorState((now) => now));
  const path = useMemo((): Path => place.split('.'), [place]);
  const help = useMemo(() => helpFor(state, path), [state, path]);
  if (!help) return null;

  const { own, elsewhere, offers, back } = help;
  const { target, field = '' } = targetOf(path);
  const make = (changes: readonly Change[]) => {
    const label = changes.length === 1 ? 'Make it fit' : `Make ${changes.length} changes`;
    if (!editor.run(makeChanges, { changes, label })) return;
    const where = [...new Set(changes.map((change) => placeWords(change.path)))].join(', ');
    toasts.show({ key: 'fit', tone: 'success', message: `Changed: ${where}.`, ...undoJustThis(editor, toasts) });
    focusInspector(target.id, field);
  };
  const described = fieldAt(path);
  // Where the field has a message of its own, the offers name the others.
  const told = offers.length > 0 && own ? [] : elsewhere;
  return (
    <div className={styles.help} role="group" aria-label="Make it fit">
      {told.length > 0 && (
        <ul className={styles.elsewhere}>
          {told.map(({ id, path: where, message }) => (
            <li key={`${id} ${where.join('.')}`}>
              <strong>{placeWords(where)}</strong> {message}
            </li>
          ))}
        </ul>
      )}
      {offers.map(({ changes }, at) => (
        <OfferForm key={JSON.stringify(changes)} changes={changes} also={at > 0} onMake={make} />
      ))}
      {back && described && (
        <Button
          size="small"
          variant="ghost"
          className={styles.back}
          icon={<Undo2 />}
          onClick={() => {
            editor.run(setField, { target, field, value: back.to, phase: 'done' });
            focusInspector(target.id, field);
          }}
        >
          Back to {valueWords(described, back.to)}
        </Button>
      )}
    </div>
  );
}
