'use client';

import { Fragment, memo, useEffect, useMemo, useRef, useState, type CSSProperties, type Ref } from 'react';
import styles from './code-view.module.css';
import type { LineChanges } from './line-changes';
import { unpackLine } from './token-text';

export interface CodeViewProps {
  readonly label: string;
  /** Packed lines: see `token-text.ts`. */
  readonly lines: readonly string[];
  readonly changes: LineChanges;
  /** The line that somebody asked for. */
  readonly here?: number | undefined;
  readonly wrap: boolean;
  /** The text ends in the middle of its last line. */
  readonly open?: boolean;
  /** Shows what stood there before, too. */
  readonly showTaken?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
}

const BLOCK = 50;

/**
 * A file with line numbers. It comes in blocks: one that is far from view is a single text (searchable, cheap), one
 * that is near has its lines and colours.
 */
export function CodeView({ label, lines, changes, here, wrap, open = false, showTaken = false, ref }: CodeViewProps) {
  const starts = useMemo(() => Array.from({ length: Math.ceil(lines.length / BLOCK) }, (_, at) => at * BLOCK), [lines.length]);
  const digits = String(lines.length).length;
  return (
    <div
      ref={ref}
      role="region"
      aria-label={label}
      tabIndex={0}
      className={styles.view}
      data-wrap={wrap || undefined}
      style={{ '--digits': `${Math.max(2, digits)}ch` } as CSSProperties}
    >
      <pre className={styles.code}>
        <code>
          {starts.map((start) => (
            <Block
              key={start}
              start={start}
              content={lines.slice(start, start + BLOCK).join('\n')}
              marks={marksOf(changes, start)}
              here={here !== undefined && here > start && here <= start + BLOCK ? here : undefined}
              taken={showTaken ? takenIn(changes, start) : ''}
              open={open && start + BLOCK >= lines.length}
              last={start + BLOCK >= lines.length}
            />
          ))}
        </code>
      </pre>
    </div>
  );
}

/** The marks of one block as a text, so that a block without news stays as it is: `c3 r7`. */
function marksOf({ changed, removedAfter }: LineChanges, start: number): string {
  if (changed.size === 0 && removedAfter.size === 0) return '';
  const marks: string[] = [];
  for (let number = start; number <= start + BLOCK; number += 1) {
    if (changed.has(number) && number > start) marks.push(`c${number}`);
    if (removedAfter.has(number) && (number > start || number === 0)) marks.push(`r${Math.max(1, number)}`);
  }
  return marks.join(' ');
}

/** What was taken out within one block as a text, so that a block without news stays as it is. */
function takenIn({ taken }: LineChanges, start: number): string {
  const inside = [...taken].filter(([after]) => after >= start && after <= start + BLOCK);
  return inside.length === 0 ? '' : JSON.stringify(inside);
}

/** Names that lines keep when others come in before them: only these are drawn then. */
function keysOf(lines: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  return lines.map((line) => {
    const time = (times.get(line) ?? 0) + 1;
    times.set(line, time);
    return `${time} ${line}`;
  });
}

interface BlockProps {
  readonly start: number;
  readonly content: string;
  readonly marks: string;
  readonly here: number | undefined;
  readonly taken: string;
  readonly open: boolean;
  readonly last: boolean;
}

const Block = memo(function Block({ start, content, marks, here, taken, open, last }: BlockProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(start < BLOCK * 2);
  useEffect(() => {
    const element = ref.current;
    if (near || !element) return;
    const watcher = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: '600px' });
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [near]);

  const lines = content.split('\n');
  const keys = keysOf(lines);
  const marked = new Set(marks.split(' '));
  const gone = new Map<number, readonly string[]>(taken === '' ? [] : (JSON.parse(taken) as [number, string[]][]));
  const ends = last ? gone.get(start + lines.length) : undefined;
  return (
    <div ref={ref} className={styles.block} style={{ '--lines': lines.length } as CSSProperties} data-start={start}>
      {near
        ? lines.map((line, index) => {
            const number = start + index + 1;
            const before = gone.get(number - 1);
            return (
              <Fragment key={keys[index]}>
                {before && <Taken lines={before} />}
                <Line
                  number={number}
                  line={line}
                  changed={marked.has(`c${number}`)}
                  removed={marked.has(`r${number}`)}
                  here={number === here}
                  open={open && index === lines.length - 1}
                />
              </Fragment>
            );
          })
        : lines.map((line) => unpackLine(line).map(({ text }) => text).join('')).join('\n') + (open ? '' : '\n')}
      {near && ends && <Taken lines={ends} />}
    </div>
  );
});

/** What stood here before. It is not part of the file, so it is neither selected nor copied with it. */
function Taken({ lines }: { readonly lines: readonly string[] }) {
  return (
    <del className={styles.taken} aria-label={`Before: ${lines.join('\n')}`}>
      {lines.map((line, at) => (
        <span key={at}>{line || ' '}</span>
      ))}
    </del>
  );
}

interface LineProps {
  readonly number: number;
  readonly line: string;
  readonly changed: boolean;
  readonly removed: boolean;
  readonly here: boolean;
  readonly open: boolean;
}

const Line = memo(function Line({ number, line, changed, removed, here, open }: LineProps) {
  return (
    <div
      className={styles.line}
      data-line={number}
      data-changed={changed || undefined}
      data-removed={removed || undefined}
      data-here={here || undefined}
    >
      <Tokens line={line} />
      {open ? '' : '\n'}
    </div>
  );
});

/** Apart from its line, which has another number as soon as one comes in before it. */
const Tokens = memo(function Tokens({ line }: { readonly line: string }) {
  return unpackLine(line).map(({ kind, text }, index) =>
    kind ? (
      <span key={index} className={styles[kind]}>
        {text}
      </span>
    ) : (
      text
    ),
  );
});
