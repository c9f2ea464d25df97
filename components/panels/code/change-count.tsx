'use client';

import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import styles from './change-count.module.css';
import type { LineChanges } from './line-changes';
import { isInUse, isShown, showLine } from './show-line';

export interface ChangeCountProps {
  readonly changes: LineChanges;
  readonly code: RefObject<HTMLDivElement | null>;
  /** The code goes along with a change; not while a person looks at another line of it. */
  readonly follows: boolean;
  /** The code is not in view: called before a change is gone to. */
  readonly onShow?: (() => void) | undefined;
}

/**
 * How many lines the last change touched. The code follows the change; pressed again and again, the button goes from
 * one stretch of them to the next.
 */
export function ChangeCount({ changes, code, follows, onShow }: ChangeCountProps) {
  const { changed, removedAfter } = changes;
  const [at, setAt] = useState(0);
  const starts = useMemo(
    () => [...[...changed].filter((line) => !changed.has(line - 1)), ...removedAfter].sort((a, b) => a - b),
    [changed, removedAfter],
  );
  const [first] = starts;
  const fresh = useRef(true);
  useEffect(() => {
    if (first === undefined || onShow || !follows) return;
    // After the paint: looking where a line is must not hold up the key press that changed it.
    const frame = requestAnimationFrame(() => {
      const view = code.current;
      if (view && !isShown(view, first) && (fresh.current || !isInUse(view))) showLine(view, first);
      fresh.current = false;
    });
    return () => cancelAnimationFrame(frame);
  }, [changes, first, code, follows, onShow]);

  if (first === undefined) return null;
  const next = () => {
    const line = starts[at % starts.length] ?? first;
    setAt(at + 1);
    onShow?.();
    requestAnimationFrame(() => code.current && showLine(code.current, line));
  };
  return (
    <button type="button" className={styles.count} title="Go to the next change" onClick={next}>
      {changed.size > 0 && changed.size}
      <span className={styles.words}>
        {changed.size === 0 ? 'Lines removed' : changed.size === 1 ? ' line changed' : ' lines changed'}
      </span>
      <ArrowDown aria-hidden="true" />
    </button>
  );
}
