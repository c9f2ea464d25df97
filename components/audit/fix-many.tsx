import { useMemo, useState } from 'react';
import { ChangeWords } from '@/components/editor/change-words';
import type { Audited } from '@/components/editor/audit-context';
import { useFixing } from '@/components/editor/fixing-context';
import { Button, Dialog } from '@/components/ui';
import type { Finding } from '@/lib/audit';
import { FindingIcon } from './finding-icon';
import styles from './fix-many.module.css';

export interface FixManyProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly audited: Extract<Audited, { kind: 'ready' }>;
  /** Those that a click can mend. */
  readonly findings: readonly Finding[];
}

/** Several findings mended as one step, after a look at what that changes. */
export function FixMany({ open, onClose, ...rest }: FixManyProps) {
  return (
    <Dialog open={open} onClose={onClose} size="large" title="Fix all of these" description="What is chosen here is changed as one step, and Undo takes it back as one.">
      <Choosing {...rest} onClose={onClose} />
    </Dialog>
  );
}

/** At first all that cost points: what is only to know may be as it was meant. */
function usual(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.filter(({ severity }) => severity !== 'info').map(({ key }) => key));
}

function Choosing({ audited, findings, onClose }: Omit<FixManyProps, 'open'>) {
  const { code, stack } = audited;
  const { fix } = useFixing();
  const [chosen, setChosen] = useState(() => usual(findings));
  const wanted = useMemo(() => findings.filter(({ key }) => chosen.has(key)), [findings, chosen]);
  const { design, left } = useMemo(() => code.fixedTogether(stack, wanted), [code, stack, wanted]);
  const changes = useMemo(() => code.changesOf(stack, design), [code, stack, design]);
  const refused = new Set(left.map(({ key }) => key));
  const done = wanted.filter(({ key }) => !refused.has(key));
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onClose();
        fix(done, changes, 'list');
      }}
    >
      <ul className={styles.list}>
        {findings.map((finding) => (
          <Choice key={finding.key} finding={finding} chosen={chosen.has(finding.key)} refused={refused.has(finding.key)} onToggle={() => toggle(finding.key)} />
        ))}
      </ul>
      <div className={styles.footer}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" disabled={done.length === 0}>
          {done.length === 1 ? 'Fix 1 finding' : `Fix ${done.length} findings`}
        </Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly finding: Finding;
  readonly chosen: boolean;
  readonly refused: boolean;
  readonly onToggle: () => void;
}

function Choice({ finding, chosen, refused, onToggle }: ChoiceProps) {
  return (
    <li>
      <label className={styles.choice}>
        <input type="checkbox" checked={chosen} onChange={onToggle} />
        <FindingIcon severity={finding.severity} />
        <span className={styles.words}>
          <span className={styles.title}>{finding.title}</span>
          {finding.fix?.changes.map((change) => (
            <span key={change.path.join('.')} className={styles.change}>
              <ChangeWords change={change} />
            </span>
          ))}
          {refused && <span className={styles.refused}>Does not go together with the others that are chosen, and stays as it is.</span>}
        </span>
      </label>
    </li>
  );
}
