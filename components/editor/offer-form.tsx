import { Check } from 'lucide-react';
import { useId, useState } from 'react';
import { Control, hasOneControl } from '@/components/form';
import { Button } from '@/components/ui';
import { applyChanges } from '@/lib/editor/changes';
import { schemaOf } from '@/lib/editor/forms';
import type { Path } from '@/lib/editor/path';
import { targetOf } from '@/lib/editor/target';
import { fieldAt, placeWords } from '@/lib/editor/words';
import type { Change } from '@/lib/kit/remedy';
import { checkStack, valueProblem } from '@/lib/stack';
import { ChangeWords } from './change-words';
import { useEditor } from './context';
import styles from './field-help.module.css';

export interface OfferFormProps {
  readonly changes: readonly Change[];
  /** It stands below another one. */
  readonly also: boolean;
  readonly onMake: (changes: readonly Change[]) => void;
}

type Answers = Readonly<Record<string, unknown>>;

const keyOf = (path: Path) => path.join('.');

function problemWith(path: Path, value: unknown): string | undefined {
  const { target, field = '' } = targetOf(path);
  const schema = schemaOf(target);
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? 'Fill this in' : schema && valueProblem(schema, field, value);
}

/** Changes that belong together. One that is not the likeliest, and asks for something, is folded. */
export function OfferForm(props: OfferFormProps) {
  const { changes, also } = props;
  const [only] = changes;
  if (changes.length === 1 && only && only.kind !== 'ask') {
    return (
      <Button size="small" icon={<Check />} className={styles.single} onClick={() => props.onMake(changes)}>
        <ChangeWords change={only} />
      </Button>
    );
  }
  if (!also) return <OpenForm {...props} />;
  return (
    <details className={styles.other}>
      <summary>Or with {changes.map(({ path }) => fieldAt(path)?.title ?? placeWords(path)).join(' and ')}</summary>
      <OpenForm {...props} />
    </details>
  );
}

/** The changes of an offer, with fields for what only the person knows. One press makes them all. */
function OpenForm({ changes, onMake }: OfferFormProps) {
  const editor = useEditor();
  const [answers, setAnswers] = useState<Answers>({});
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<string>();
  const asks = changes.filter(({ kind }) => kind === 'ask');
  const made = changes.filter(({ kind }) => kind !== 'ask');
  const problems = Object.fromEntries(asks.map(({ path }) => [keyOf(path), problemWith(path, answers[keyOf(path)])]));

  const make = () => {
    setTried(true);
    if (Object.values(problems).some((problem) => problem !== undefined)) return;
    const all = changes.map((change): Change => (change.kind === 'ask' ? { kind: 'set', path: change.path, to: answers[keyOf(change.path)] } : change));
    const { draft } = editor.store.getState().document;
    const known = checkStack(draft);
    const after = checkStack(applyChanges(draft, all));
    // What was wrong in other places stays for their own fields to say.
    const left = after.ok || known.ok ? [] : after.problems.filter(({ id }) => !isUnrelated(id, known.problems, changes));
    if (left.length > 0 && asks.length > 0) return setRefused(left[0]?.message);
    onMake(all);
  };

  return (
    <form
      className={styles.offer}
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <p className={styles.lead}>{asks.length > 0 ? 'It works with:' : 'It works with these changes:'}</p>
      {made.length > 0 && (
        <ul className={styles.changes}>
          {made.map((change) => (
            <li key={keyOf(change.path)}>
              <ChangeWords change={change} />
            </li>
          ))}
        </ul>
      )}
      {asks.map(({ path }) => (
        <Ask
          key={keyOf(path)}
          path={path}
          value={answers[keyOf(path)]}
          problem={tried ? problems[keyOf(path)] : undefined}
          onChange={(value) => {
            setRefused(undefined);
            setAnswers({ ...answers, [keyOf(path)]: value });
          }}
        />
      ))}
      <p role="status" className={styles.refused}>
        {refused}
      </p>
      <Button type="submit" size="small" icon={<Check />}>
        {changes.length === 1 ? 'Use it' : `Make ${changes.length === 2 ? 'both' : `all ${changes.length}`} changes`}
      </Button>
    </form>
  );
}

/** A problem that was there before and that no change of the offer is meant for. */
function isUnrelated(id: string, known: readonly { readonly id: string; readonly remedies?: readonly (readonly Change[])[] }[], changes: readonly Change[]): boolean {
  const before = known.find((problem) => problem.id === id);
  const isMeant = before?.remedies?.some((remedy) => remedy.some(({ path }) => changes.some((change) => keyOf(change.path) === keyOf(path))));
  return before !== undefined && !isMeant;
}

interface AskProps {
  readonly path: Path;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly onChange: (value: unknown) => void;
}

function Ask({ path, value, problem, onChange }: AskProps) {
  const id = useId();
  const field = fieldAt(path);
  if (!field) return null;
  const Label = hasOneControl(field) ? 'label' : 'span';
  const start = Array.isArray(field.default) ? [] : '';
  return (
    <div className={styles.ask}>
      <Label id={`${id}-label`} {...(Label === 'label' && { htmlFor: id })} className={styles.label}>
        {placeWords(path)}
      </Label>
      <Control
        field={field}
        value={value ?? start}
        id={id}
        labelledBy={`${id}-label`}
        describedBy={problem ? `${id}-problem` : undefined}
        invalid={problem !== undefined}
        onChange={(next) => onChange(next)}
      />
      {problem && (
        <p id={`${id}-problem`} className={styles.refused}>
          {problem}
        </p>
      )}
    </div>
  );
}

