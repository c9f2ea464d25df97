import { ArrowRight, CornerDownRight, File, KeyRound, Minus, Plus, RotateCcw, Scissors, SlidersHorizontal, Spline, Sparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { Kbd, ariaKeys, PathIcon } from '@/components/ui';
import { findService } from '@/lib/editor/forms';
import { type Does, type Item, piecesOf } from '@/lib/editor/palette';
import styles from './palette.module.css';

const icons: Readonly<Partial<Record<Does['kind'], ReactNode>>> = {
  run: <CornerDownRight />,
  stack: <SlidersHorizontal />,
  connection: <ArrowRight />,
  field: <SlidersHorizontal />,
  secret: <KeyRound />,
  file: <File />,
  preset: <Sparkles />,
  add: <Plus />,
  remove: <Minus />,
  reset: <RotateCcw />,
  connect: <Spline />,
  cut: <Scissors />,
};

function iconOf({ does }: Item): ReactNode {
  const id = does.kind === 'service' ? does.id : does.kind === 'field' && does.target.kind === 'service' ? does.target.id : undefined;
  const service = id === undefined ? undefined : findService(id);
  return service ? <PathIcon d={service.icon} /> : (icons[does.kind] ?? <CornerDownRight />);
}

export interface OptionProps {
  readonly id: string;
  readonly item: Item;
  /** Instead of that of its kind. */
  readonly icon: ReactNode;
  readonly query: string;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

/** One choice: what it is, where it belongs, and its value or keys. */
export function Option({ id, item, icon, query, selected, onPoint, onChoose }: OptionProps) {
  const { title, context, detail, shortcut, help, disabled } = item;
  const end = disabled ?? detail;
  const line = context || (item.group === 'field' ? '' : help);
  return (
    // The keys are those of the field that points here.
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={disabled !== undefined || undefined}
      aria-keyshortcuts={shortcut && ariaKeys(shortcut)}
      className={styles.option}
      onMouseMove={selected ? undefined : onPoint}
      onClick={onChoose}
    >
      <span className={styles.icon} aria-hidden="true">
        {icon ?? iconOf(item)}
      </span>
      <span className={styles.words}>
        <span className={styles.title}>
          {piecesOf(title, query).map(({ text, found }, at) =>
            found ? (
              <mark key={at} className={styles.mark}>
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </span>{' '}
        {line && <span className={styles.context}>{line}</span>}
      </span>
      {end && <span className={styles.detail}>{end}</span>}
      {shortcut && <Kbd keys={shortcut} />}
    </div>
  );
}
