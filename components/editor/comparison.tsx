'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { defaultStack, type Stack } from '@/lib/stack';
import { useEditorState } from './context';

/** What the design is compared with. */
export type Base =
  | { readonly kind: 'last' }
  | { readonly kind: 'defaults' }
  /** A design with a name: a preset, or one that was pasted. */
  | { readonly kind: 'design'; readonly id: string; readonly title: string; readonly stack: Stack }
  /** A design that came from somebody else, and waits for what is taken of it. */
  | { readonly kind: 'incoming'; readonly stack: Stack };

export interface Comparison {
  readonly base: Base;
  /** In words, as in "Compared with …". */
  readonly title: string;
  /** The other design; undefined while there was no change yet. */
  readonly stack: Stack | undefined;
  readonly choose: (base: Base) => void;
}

const ComparisonContext = createContext<Comparison | null>(null);

/** @throws Error outside of `ComparisonProvider`. */
export function useComparison(): Comparison {
  const comparison = use(ComparisonContext);
  if (!comparison) throw new Error('useComparison needs a ComparisonProvider above it');
  return comparison;
}

export const LAST: Base = { kind: 'last' };

export function titleOfBase(base: Base): string {
  if (base.kind === 'design') return base.title;
  return { last: 'Before the last change', defaults: 'Defaults', incoming: 'The shared design' }[base.kind];
}

function stackOf(base: Base, before: Stack | undefined): Stack | undefined {
  if (base.kind === 'last') return before;
  return base.kind === 'defaults' ? defaultStack : base.stack;
}

/** What files and fields are marked against: the state before the last step, until a person chooses something else. */
export function ComparisonProvider({ children }: { readonly children: ReactNode }) {
  const [base, choose] = useState<Base>(LAST);
  const before = useEditorState((state) => state.before);
  const stack = stackOf(base, before);
  const comparison = useMemo(() => ({ base, title: titleOfBase(base), stack, choose }), [base, stack]);
  return <ComparisonContext value={comparison}>{children}</ComparisonContext>;
}
