import { useDeferredValue, useMemo } from 'react';
import { type Difference, differencesOf } from '@/lib/editor/differences';
import { useComparison } from './comparison';
import { useEditorState } from './context';

const none: readonly Difference[] = [];

/** What differs between the design and the one that it is compared with. */
export function useDifferences(): readonly Difference[] {
  const { stack: base } = useComparison();
  const stack = useEditorState((state) => state.stack);
  // The list may follow a moment later than what is being typed.
  const [from, to] = [useDeferredValue(base), useDeferredValue(stack)];
  return useMemo(() => (from ? differencesOf(from, to) : none), [from, to]);
}
