import { useAudit } from '@/components/editor/audit-context';
import { severityWords } from '@/components/editor/fix-words';
import { useHandles } from '@/components/editor/handles';
import { Tooltip } from '@/components/ui';
import type { Audit } from '@/lib/audit';
import { Grade } from './grade';
import { countOf } from './counted';
import styles from './score-pill.module.css';

function inWords({ findings, score }: Audit): string {
  return `${score.points} of 100, ${countOf(findings) === 0 ? 'nothing' : severityWords(findings)} to mend`;
}

/** The score of the design, and the way to what it is made of. `wide` says it in words. */
export function ScorePill({ wide = false }: { readonly wide?: boolean }) {
  const audited = useAudit();
  const handles = useHandles();
  const audit = audited.kind === 'ready' ? audited.audit : undefined;
  const name = audit ? `Audit: ${audit.score.grade}, ${inWords(audit)}` : 'Audit';
  const button = (
    <button type="button" className={styles.pill} data-wide={wide || undefined} aria-label={name} onClick={() => handles.find('openPanel')?.('audit')}>
      <Grade grade={audit?.score.grade} />
      <span className={styles.points}>{wide ? `Audit: ${audit ? inWords(audit) : '–'}` : (audit?.score.points ?? '–')}</span>
    </button>
  );
  return wide ? button : <Tooltip content={name} names>{button}</Tooltip>;
}
