import { ArrowRight } from 'lucide-react';
import { valueAt } from '@/lib/editor/path';
import { fieldAt, placeWords, valueWords } from '@/lib/editor/words';
import type { Change } from '@/lib/kit/remedy';
import { useEditorState } from './context';
import styles from './field-help.module.css';

/** One change in words: `HTTP port  8080 → 80`. */
export function ChangeWords({ change }: { readonly change: Change }) {
  const draft = useEditorState((state) => state.document.draft);
  const field = fieldAt(change.path);
  if (!field) return <>{`${change.kind === 'remove' ? 'Remove' : 'Add'} ${placeWords(change.path)}`}</>;
  const to = change.kind === 'set' ? valueWords(field, change.to) : '';
  return (
    <>
      {placeWords(change.path)}{' '}
      <span className={styles.value}>
        <span>{valueWords(field, valueAt(draft, change.path))}</span> <ArrowRight aria-label="to" /> <span>{to}</span>
      </span>
    </>
  );
}
