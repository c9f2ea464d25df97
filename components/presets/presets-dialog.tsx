import { ArrowRight } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useEditorState } from '@/components/editor/context';
import type { LoadedDialogProps } from '@/components/editor/dialogs-context';
import { useReplaceDesign } from '@/components/editor/replace-design';
import { Badge, Button, Dialog } from '@/components/ui';
import type { Difference } from '@/lib/editor/differences';
import { differencesWords, type Start, startsFrom } from '@/lib/editor/start';
import styles from './presets-dialog.module.css';

/** Designs to start from, and what each would change. `about` is the one that was asked for. */
export function PresetsDialog({ open, onClose, about }: LoadedDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} size="large" title="Start from" description="One step, which can be undone. The name of your stack and your own containers stay.">
      <Starts onClose={onClose} about={about} />
    </Dialog>
  );
}

function Starts({ onClose, about }: Pick<LoadedDialogProps, 'onClose' | 'about'>) {
  const stack = useEditorState((state) => state.stack);
  const replace = useReplaceDesign();
  const starts = useMemo(() => startsFrom(stack), [stack]);
  return (
    <ul className={styles.list}>
      {starts.map((start) => (
        <StartCard
          key={start.preset.id}
          start={start}
          asked={start.preset.id === about}
          onTake={() => {
            const { title } = start.preset;
            onClose();
            replace({ design: start.stack, label: `Start from “${title}”`, message: `Your design is “${title}” now.` });
          }}
        />
      ))}
    </ul>
  );
}

interface StartCardProps {
  readonly start: Start;
  readonly asked: boolean;
  readonly onTake: () => void;
}

function StartCard({ start, asked, onTake }: StartCardProps) {
  const button = useRef<HTMLButtonElement>(null);
  const { preset, differences } = start;
  const isThere = differences.length === 0;
  useEffect(() => {
    if (!asked) return;
    // The dialog around it opens after this effect, and takes the focus then.
    const frame = requestAnimationFrame(() => button.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [asked]);
  return (
    <li className={styles.card} data-asked={asked || undefined}>
      <div className={styles.words}>
        <h3 className={styles.title}>
          {preset.title} {isThere && <Badge tone="success">your design now</Badge>}
        </h3>
        <p className={styles.purpose}>{preset.description}</p>
        {!isThere && (
          <details className={styles.more} open={asked}>
            <summary className={styles.summary}>
              <span className={styles.count}>{differences.length === 1 ? '1 difference' : `${differences.length} differences`}:</span> {differencesWords(differences)}
            </summary>
            <DifferenceList differences={differences} />
          </details>
        )}
      </div>
      {!isThere && (
        <Button ref={button} aria-label={`Start from ${preset.title}`} onClick={onTake}>
          Start from it
        </Button>
      )}
    </li>
  );
}

function DifferenceList({ differences }: { readonly differences: readonly Difference[] }) {
  return (
    <ul className={styles.differences}>
      {differences.map(({ id, kind, owner, field, from, to }) => (
        <li key={id} className={styles.difference}>
          <span>{[owner, field].filter(Boolean).join(' · ')}</span>
          {kind === 'changed' ? (
            <span className={styles.values}>
              <del>{from}</del> <ArrowRight aria-label="becomes" /> <ins>{to}</ins>
            </span>
          ) : (
            <span className={styles.values}>{kind}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
