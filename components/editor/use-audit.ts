import type { Audit } from '@/lib/audit';
import { useExported } from './export-context';

/** Findings and score of the files of now; undefined while there are none. However many ask, each design is looked at once. */
export function useAudit(): Audit | undefined {
  const exported = useExported();
  return exported.kind === 'ready' ? exported.audit() : undefined;
}
