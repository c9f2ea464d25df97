import { CloudOff, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { type Audited, useAudit } from '@/components/editor/audit-context';
import { useExported } from '@/components/editor/export-context';
import { useFixing } from '@/components/editor/fixing-context';
import { severityWords } from '@/components/editor/fix-words';
import { Button, EmptyState } from '@/components/ui';
import type { Finding, Severity } from '@/lib/audit';
import styles from './audit.module.css';
import { countOf } from './counted';
import { FindingRow } from './finding-row';
import { FixMany } from './fix-many';
import { FixedStrip } from './fixed-strip';
import { Grade } from './grade';

type Ready = Extract<Audited, { kind: 'ready' }>;

const GROUPS: readonly { readonly severity: Severity; readonly title: string; readonly meaning: string }[] = [
  { severity: 'high', title: 'High', meaning: 'an open door' },
  { severity: 'medium', title: 'Medium', meaning: 'a lock that is missing' },
  { severity: 'low', title: 'Low', meaning: 'worth a thought' },
  { severity: 'info', title: 'To know', meaning: 'costs no points' },
];

/** What is unwise in the generated files, the worst first, with what mends it. */
export function AuditPane() {
  const audited = useAudit();
  const exported = useExported();
  if (audited.kind === 'ready') return <Findings audited={audited} />;
  const lost = audited.kind === 'failed' ? audited.retry : exported.kind === 'failed' ? exported.retry : undefined;
  if (!lost) return <EmptyState title="Looking at the files…" />;
  return (
    <EmptyState icon={<CloudOff />} title="The audit did not arrive" action={<Button onClick={lost}>Try again</Button>}>
      The design is safe. Looking at it needs one more try.
    </EmptyState>
  );
}

function Findings({ audited }: { readonly audited: Ready }) {
  const { findings } = audited.audit;
  const { result } = useFixing();
  return (
    <div className={styles.pane}>
      <Head audited={audited} />
      <div className={styles.scroll} tabIndex={-1}>
        {result?.at === 'list' && <FixedStrip result={result} />}
        {countOf(findings) === 0 && (
          <EmptyState icon={<ShieldCheck />} title="Nothing to mend">
            Every rule that costs points holds in the files of this design.
          </EmptyState>
        )}
        {GROUPS.map((group) => (
          <Group key={group.severity} {...group} findings={findings.filter(({ severity }) => severity === group.severity)} />
        ))}
        <p className={styles.how}>{costWords(audited.code)}</p>
      </div>
    </div>
  );
}

/** What a score is made of, in one sentence. */
function costWords({ costs, mostWithHigh }: Ready['code']): string {
  return `From 100, ${costs.high} are taken for a high finding, ${costs.medium} for a medium and ${costs.low} for a low one; with a high one at most ${mostWithHigh} are left.`;
}

function Head({ audited }: { readonly audited: Ready }) {
  const { audit } = audited;
  const [choosing, setChoosing] = useState(false);
  const { grade, points } = audit.score;
  const mendable = audit.findings.filter(({ fix }) => fix !== undefined);
  const found = severityWords(audit.findings);
  return (
    <header className={styles.head}>
      <Grade grade={grade} large />
      <p className={styles.score}>
        <strong>
          <span className="visually-hidden">Grade {grade}, </span>
          {points} of 100
        </strong>
        <span className={styles.found}>
          {found === '' ? 'nothing to mend' : found}
          <span className={styles.hold}> · {audit.passed.length} rules hold</span>
        </span>
      </p>
      {mendable.length > 1 && (
        <Button size="small" className={styles.many} onClick={() => setChoosing(true)}>
          Fix all of these…
        </Button>
      )}
      <FixMany open={choosing} onClose={() => setChoosing(false)} audited={audited} findings={mendable} />
    </header>
  );
}

interface GroupProps {
  readonly severity: Severity;
  readonly title: string;
  readonly meaning: string;
  readonly findings: readonly Finding[];
}

function Group({ severity, title, meaning, findings }: GroupProps) {
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby={`findings-${severity}`} className={styles.group}>
      <h3 id={`findings-${severity}`} className={styles.heading} data-severity={severity}>
        {title} <span className={styles.count}>{findings.length}</span>
        <span className={styles.meaning}>{meaning}</span>
      </h3>
      <ul className={styles.list}>
        {findings.map((finding) => (
          <FindingRow key={finding.key} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
