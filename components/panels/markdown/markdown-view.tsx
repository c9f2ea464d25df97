'use client';

import { type ReactNode, type Ref, useMemo } from 'react';
import { type Block, parseMarkdown } from './blocks';
import type { Inline } from './inline';
import { destination } from './links';
import styles from './markdown-view.module.css';

export interface MarkdownViewProps {
  readonly label: string;
  readonly path: string;
  readonly text: string;
  /** Files that links may lead to. */
  readonly paths: ReadonlySet<string>;
  readonly onOpen: (path: string) => void;
  readonly ref?: Ref<HTMLDivElement>;
}

type Follow = Pick<MarkdownViewProps, 'path' | 'paths' | 'onOpen'>;

/** A document as it reads. It is made of elements, never of markup: what looks like HTML is shown as it stands. */
export function MarkdownView({ label, text, ref, ...follow }: MarkdownViewProps) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return (
    <div ref={ref} role="region" aria-label={label} tabIndex={0} className={styles.view}>
      <div className={styles.page}>
        <Blocks blocks={blocks} follow={follow} />
      </div>
    </div>
  );
}

function Blocks({ blocks, follow }: { readonly blocks: readonly Block[]; readonly follow: Follow }) {
  return blocks.map((block, at) => <One key={at} block={block} follow={follow} />);
}

function One({ block, follow }: { readonly block: Block; readonly follow: Follow }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      // The page has a heading for the panel and one for the file above.
      const Heading = `h${Math.min(6, block.level + 2)}` as 'h3' | 'h4' | 'h5' | 'h6';
      return (
        <Heading id={`md-${block.id}`} data-level={block.level} className={styles.heading}>
          <Inlines parts={block.children} follow={follow} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Inlines parts={block.children} follow={follow} />
        </p>
      );
    case 'code':
      return (
        <pre className={styles.code} tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote className={styles.quote}>
          <Blocks blocks={block.children} follow={follow} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map((item, at) => <li key={at}>{tight(item, follow)}</li>);
      return block.start === undefined ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label="Table">
          <table>
            <thead>
              <tr>
                {block.head.map((cell, at) =>
                  cell.length === 0 ? (
                    <td key={at} />
                  ) : (
                    <th key={at} scope="col">
                      <Inlines parts={cell} follow={follow} />
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, at) => (
                <tr key={at}>
                  {row.map((cell, column) => (
                    <td key={column}>
                      <Inlines parts={cell} follow={follow} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr />;
  }
}

/** An item of one paragraph needs none around it. */
function tight(item: readonly Block[], follow: Follow): ReactNode {
  const [first, ...rest] = item;
  if (first?.kind !== 'paragraph') return <Blocks blocks={item} follow={follow} />;
  return (
    <>
      <Inlines parts={first.children} follow={follow} />
      <Blocks blocks={rest} follow={follow} />
    </>
  );
}

function Inlines({ parts, follow }: { readonly parts: readonly Inline[]; readonly follow: Follow }) {
  return parts.map((part, at) => <Piece key={at} part={part} follow={follow} />);
}

function Piece({ part, follow }: { readonly part: Inline; readonly follow: Follow }): ReactNode {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'code') return <code>{part.text}</code>;
  const inside = <Inlines parts={part.children} follow={follow} />;
  if (part.kind === 'strong') return <strong>{inside}</strong>;
  if (part.kind === 'emphasis') return <em>{inside}</em>;
  return <Link href={part.href} follow={follow}>{inside}</Link>;
}

function Link({ href, follow, children }: { readonly href: string; readonly follow: Follow; readonly children: ReactNode }) {
  const to = destination(href, follow.path, follow.paths);
  if (to.kind === 'nowhere') return <span>{children}</span>;
  if (to.kind === 'web') {
    return (
      <a href={to.href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  return (
    <button
      type="button"
      className={styles.link}
      onClick={(event) => {
        if (to.kind === 'file') return follow.onOpen(to.path);
        event.currentTarget.closest('[role=region]')?.querySelector(`#${CSS.escape(`md-${to.anchor}`)}`)?.scrollIntoView({ block: 'start' });
      }}
    >
      {children}
    </button>
  );
}
