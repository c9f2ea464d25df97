import { useMemo } from 'react';
import { useAudit } from '@/components/editor/audit-context';
import { useFixing } from '@/components/editor/fixing-context';
import { fixWords } from '@/components/editor/fix-words';
import { useHandles } from '@/components/editor/handles';
import type { Item } from '@/lib/editor/palette';

/** A fix for each finding that a click can mend. What came of it is told in the audit's panel. */
export function useFixItems(): readonly Item[] {
  const audited = useAudit();
  const { fix } = useFixing();
  const handles = useHandles();
  return useMemo(() => {
    const findings = audited.kind === 'ready' ? audited.audit.findings : [];
    return findings.flatMap((finding): Item[] => {
      const { key, why, fix: mending } = finding;
      if (!mending) return [];
      const run = () => {
        handles.find('openPanel')?.('audit');
        fix([finding], mending.changes, 'list');
      };
      return [{ id: `fix ${key}`, group: 'action', title: fixWords([finding]), detail: mending.label, help: why, names: [finding.id], onlyFound: true, byWordsOnly: true, does: { kind: 'run', run } }];
    });
  }, [audited, fix, handles]);
}
