import { useMemo } from 'react';
import { useAfterPaint } from '@/components/ui';
import { type Difference, differencesOf } from '@/lib/editor/differences';
import { designOf, useBase } from './comparison';
import { useEditorState } from './context';

const none: readonly Difference[] = [];

/** What differs between the design and the one that it is compared with; nothing while nobody wants to know. */
export function useDifferences(wanted = true): readonly Difference[] {
  const base = useBase();
  const from = useEditorState(({ before }) => (wanted ? designOf(base, before) : undefined));
  const to = useEditorState(({ stack }) => (wanted ? stack : undefined));
  // The list may follow a moment later than what is being typed.
  const late = useAfterPaint(useMemo(() => ({ from, to }), [from, to]));
  return useMemo(() => (late.from && late.to ? differencesOf(late.from, late.to) : none), [late]);
}
