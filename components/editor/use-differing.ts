import { useMemo } from 'react';
import { placeOfDifference } from '@/lib/editor/changed';
import { useBase } from './comparison';
import { useDifferences } from './use-differences';

const none: ReadonlySet<string> = new Set();

/** Services in which a shared design that is on offer differs from this one. */
export function useDiffering(): ReadonlySet<string> {
  const offered = useBase().kind === 'incoming';
  const differences = useDifferences(offered);
  return useMemo(() => (offered ? new Set(differences.map((difference) => placeOfDifference(difference).target.id)) : none), [offered, differences]);
}
