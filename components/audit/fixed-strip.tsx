import { CircleCheck, GitCompareArrows, TriangleAlert, Undo2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { type FixResult } from '@/components/editor/fixing-context';
import { filesWords, goneWords } from '@/components/editor/fix-words';
import { focusFinding } from '@/components/editor/focus';
import { Button, cx } from '@/components/ui';
import styles from './fixed-strip.module.css';

/** What came of a fix. It takes the focus, because the button that was pressed is gone. */
export function FixedStrip({ result, small = false }: { readonly result: FixResult; readonly small?: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  const { mended, left, files } = result;
  useEffect(() => ref.current?.focus(), [mended]);
  const undo = () => {
    const [first] = mended;
    result.undo();
    if (first) focusFinding(first.key);
  };
  const isGone = left.length === 0;
  return (
    <div ref={ref} role="group" aria-label="What the fix did" tabIndex={-1} className={cx(styles.strip, small && styles.small)} data-gone={isGone}>
      {isGone ? <CircleCheck aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
      <p className={styles.words}>
        {mended.length > 0 && <strong>{goneWords(mended)}</strong>} {left.length > 0 && <strong>Still there: {left.map(({ title }) => title).join('; ')}.</strong>}{' '}
        <span title={files.map(({ path }) => path).join('\n')}>{filesWords(files)}</span>
      </p>
      <span className={styles.actions}>
        <Button size="small" variant="ghost" icon={<Undo2 />} onClick={undo}>
          Undo
        </Button>
        <Button size="small" variant="ghost" icon={<GitCompareArrows />} onClick={result.seeChanges}>
          See changes
        </Button>
      </span>
    </div>
  );
}
