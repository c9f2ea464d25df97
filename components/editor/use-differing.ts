import { useMemo } from 'react';
import { placeOfDifference } from '@/lib/editor/changed';
import { useComparison } from './comparison';
import { useDifferences } from './use-differences';

const none: ReadonlySet<string> = new Set();

/** Services in which a shared design that is on offer differs from this one. */
export function useDiffering(): ReadonlySet<string> {
  const offered = useComparison().base.kind === 'incoming';
  const differences = useDifferences();
  return useMemo(() => (offered ? new Set(differences.map((difference) => placeOfDifference(difference).target.id)) : none), [offered, differences]);
}
