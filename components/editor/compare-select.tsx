import { useId, useState } from 'react';
import { Button, Dialog, Select } from '@/components/ui';
import { MOST_TEXT } from '@/lib/import/text';
import { checkStack, pathText, type Stack } from '@/lib/stack';
import { presets, presetStack } from '@/lib/stack/presets';
import styles from './comparison.module.css';
import { titleOfBase, useComparison } from './comparison';

const PASTE = 'paste';
const options = [
  { value: 'last', label: 'Before the last change' },
  { value: 'defaults', label: 'Defaults' },
  ...presets.map(({ id, title }) => ({ value: `preset ${id}`, label: `Preset: ${title}` })),
  { value: PASTE, label: 'A stack.json…' },
];

/** Chooses what files and fields are compared with. */
export function CompareSelect() {
  const { base, choose } = useComparison();
  const [asking, setAsking] = useState(false);
  const id = useId();
  const value = base.kind === 'design' ? base.id : base.kind;
  // It is first to be decided what becomes of the other design.
  if (base.kind === 'incoming') return <p className={styles.offer}>Yours, and what {base.from} has instead</p>;
  const all = options.some((option) => option.value === value) ? options : [...options, { value, label: titleOfBase(base) }];
  return (
    <div className={styles.compare}>
      <label htmlFor={id} className={styles.label}>
        Compare with
      </label>
      <Select
        id={id}
        className={styles.select}
        value={value}
        options={all}
        onChange={(next) => {
          if (next === PASTE) return setAsking(true);
          const preset = presets.find((each) => `preset ${each.id}` === next);
          if (preset) choose({ kind: 'design', id: next, title: `Preset: ${preset.title}`, stack: presetStack(preset) });
          else if (next === 'last' || next === 'defaults') choose({ kind: next });
        }}
      />
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Compare with a stack.json"
        description="Paste the file of an export. Your design stays as it is."
        size="medium"
      >
        {asking && (
          <PasteForm
            onCancel={() => setAsking(false)}
            onDesign={(stack) => {
              setAsking(false);
              choose({ kind: 'design', id: 'pasted', title: `stack.json of ${stack.project.name}`, stack });
            }}
          />
        )}
      </Dialog>
    </div>
  );
}

type Read = { readonly stack: Stack } | { readonly problems: readonly string[] };

function readDesign(text: string): Read {
  if (text.length > MOST_TEXT) return { problems: [`This is larger than ${MOST_TEXT / 1024} KiB: no design is.`] };
  let draft: unknown;
  try {
    draft = JSON.parse(text);
  } catch {
    return { problems: ['This is no JSON: paste the whole file, from { to }.'] };
  }
  const checked = checkStack(draft);
  return checked.ok ? { stack: checked.stack } : { problems: checked.problems.map(({ path, message }) => `${pathText(path)}: ${message}`) };
}

const MOST = 4;

interface PasteFormProps {
  readonly onCancel: () => void;
  readonly onDesign: (stack: Stack) => void;
}

function PasteForm({ onCancel, onDesign }: PasteFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<readonly string[]>([]);
  return (
    <form
      className={styles.paste}
      onSubmit={(event) => {
        event.preventDefault();
        const read = readDesign(text);
        if ('stack' in read) onDesign(read.stack);
        else setProblems(read.problems);
      }}
    >
      <label htmlFor={id} className={styles.label}>
        Content of stack.json
      </label>
      <textarea
        id={id}
        className={styles.text}
        rows={10}
        value={text}
        data-autofocus
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={`${id}-problems`}
        onChange={(event) => {
          setText(event.target.value);
          setProblems([]);
        }}
      />
      <div id={`${id}-problems`} role="status">
        <ul className={styles.problems}>
          {problems.slice(0, MOST).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {problems.length > MOST && <li>and {problems.length - MOST} more</li>}
        </ul>
      </div>
      <div className={styles.actions}>
        <Button type="button" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary">
          Compare
        </Button>
      </div>
    </form>
  );
}
