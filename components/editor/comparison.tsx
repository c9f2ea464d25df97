'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { defaultStack, type Stack } from '@/lib/stack';
import { useEditorState } from './context';

/** What the design is compared with. */
export type Base =
  | { readonly kind: 'last' }
  | { readonly kind: 'defaults' }
  /** A design with a name: a preset, or one that was pasted. */
  | { readonly kind: 'design'; readonly id: string; readonly title: string; readonly stack: Stack };

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

const LAST: Base = { kind: 'last' };

export function titleOfBase(base: Base): string {
  return { last: 'Before the last change', defaults: 'Defaults', design: base.kind === 'design' ? base.title : '' }[base.kind];
}

/** What files and fields are marked against: the state before the last step, until a person chooses something else. */
export function ComparisonProvider({ children }: { readonly children: ReactNode }) {
  const [base, choose] = useState(LAST);
  const before = useEditorState((state) => state.before);
  const stack = base.kind === 'last' ? before : base.kind === 'defaults' ? defaultStack : base.stack;
  const comparison = useMemo(() => ({ base, title: titleOfBase(base), stack, choose }), [base, stack]);
  return <ComparisonContext value={comparison}>{children}</ComparisonContext>;
}
