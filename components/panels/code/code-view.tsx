'use client';

import { memo, useEffect, useMemo, useRef, useState, type CSSProperties, type Ref } from 'react';
import styles from './code-view.module.css';
import type { LineChanges } from './line-changes';
import { unpackLine } from './token-text';

export interface CodeViewProps {
  readonly label: string;
  /** Packed lines: see `token-text.ts`. */
  readonly lines: readonly string[];
  readonly changes: LineChanges;
  readonly wrap: boolean;
  readonly ref?: Ref<HTMLDivElement>;
}

const BLOCK = 50;

/**
 * A file with line numbers. It comes in blocks: one that is far from view is a single text (searchable, cheap), one
 * that is near has its lines and colours.
 */
export function CodeView({ label, lines, changes, wrap, ref }: CodeViewProps) {
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

interface BlockProps {
  readonly start: number;
  readonly content: string;
  readonly marks: string;
}

const Block = memo(function Block({ start, content, marks }: BlockProps) {
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
  const marked = new Set(marks.split(' '));
  return (
    <div ref={ref} className={styles.block} style={{ '--lines': lines.length } as CSSProperties} data-start={start}>
      {near
        ? lines.map((line, index) => {
            const number = start + index + 1;
            return (
              <Line
                key={number}
                number={number}
                line={line}
                changed={marked.has(`c${number}`)}
                removed={marked.has(`r${number}`)}
              />
            );
          })
        : lines.map((line) => unpackLine(line).map(({ text }) => text).join('')).join('\n')}
    </div>
  );
});

interface LineProps {
  readonly number: number;
  readonly line: string;
  readonly changed: boolean;
  readonly removed: boolean;
}

const Line = memo(function Line({ number, line, changed, removed }: LineProps) {
  return (
    <div
      className={styles.line}
      data-line={number}
      data-changed={changed || undefined}
      data-removed={removed || undefined}
    >
      {unpackLine(line).map(({ kind, text }, index) =>
        kind ? (
          <span key={index} className={styles[kind]}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
      {'\n'}
    </div>
  );
});
