'use client';

import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { defaultStack, type Stack } from '@/lib/stack';
import { useEditorState } from './context';

/** What the design is compared with. */
export type Base =
  | { readonly kind: 'last' }
  | { readonly kind: 'defaults' }
  /** A design with a name: a preset, or one that was pasted. */
  | { readonly kind: 'design'; readonly id: string; readonly title: string; readonly stack: Stack }
  /** A design that came from somebody else or out of a file, and waits for what is taken of it. `from`: what to call it. */
  | { readonly kind: 'incoming'; readonly stack: Stack; readonly from: string };

/** A design that came with the address of the page. */
export const SHARED = 'the shared design';

export interface Comparison {
  readonly base: Base;
  /** In words, as in "Compared with …". */
  readonly title: string;
  /** The other design; undefined while there was no change yet. */
  readonly stack: Stack | undefined;
  readonly choose: (base: Base) => void;
}

export const LAST: Base = { kind: 'last' };

export function titleOfBase(base: Base): string {
  if (base.kind === 'design') return base.title;
  if (base.kind === 'incoming') return `T${base.from.slice(1)}`;
  return { last: 'Before the last change', defaults: 'Defaults' }[base.kind];
}

/** The design that a base stands for; `before` is that before the last step. */
export function designOf(base: Base, before: Stack | undefined): Stack | undefined {
  if (base.kind === 'last') return before;
  return base.kind === 'defaults' ? defaultStack : base.stack;
}

/** What was chosen to compare with. */
export type BaseStore = StoreApi<{ readonly base: Base }>;

const BaseContext = createContext<BaseStore | null>(null);

/** @throws Error outside of `ComparisonProvider`. */
export function useBaseStore(): BaseStore {
  const store = use(BaseContext);
  if (!store) throw new Error('a comparison needs a ComparisonProvider above it');
  return store;
}

export function useChooseBase(): (base: Base) => void {
  const store = useBaseStore();
  return useCallback((base) => store.setState({ base }), [store]);
}

/** What was chosen alone: it changes when a person chooses, and not with every edit. */
export function useBase(): Base {
  return useStore(useBaseStore(), ({ base }) => base);
}

export function useComparison(): Comparison {
  const base = useBase();
  const choose = useChooseBase();
  const stack = useEditorState(({ before }) => designOf(base, before));
  return useMemo(() => ({ base, title: titleOfBase(base), stack, choose }), [base, stack, choose]);
}

/** What files and fields are marked against: the state before the last step, until a person chooses something else. */
export function ComparisonProvider({ children }: { readonly children: ReactNode }) {
  const [store] = useState(() => createStore(() => ({ base: LAST })));
  return <BaseContext value={store}>{children}</BaseContext>;
}
