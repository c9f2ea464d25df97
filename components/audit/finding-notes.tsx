import { CircleHelp, Wrench } from 'lucide-react';
import { useId } from 'react';
import { useAudit } from '@/components/editor/audit-context';
import { type AskedAt, useFixing } from '@/components/editor/fixing-context';
import { focusFinding } from '@/components/editor/focus';
import { useHandles } from '@/components/editor/handles';
import { Button, IconButton } from '@/components/ui';
import type { Finding } from '@/lib/audit';
import { FindingIcon } from './finding-icon';
import styles from './finding-notes.module.css';
import { FixedStrip } from './fixed-strip';

/** Findings of the audit at the part of the form that they are about. They hold nothing up. */
export function FindingNotes({ place }: { readonly place: string }) {
  const audited = useAudit();
  const { result } = useFixing();
  const findings = (audited.kind === 'ready' ? audited.places[place] : undefined) ?? [];
  const fixed = result?.at === `at ${place}` ? result : undefined;
  if (findings.length === 0 && !fixed) return null;
  return (
    <div className={styles.notes} role="group" aria-label="Found by the audit">
      {fixed && <FixedStrip result={fixed} small />}
      {findings.map((finding) => (
        <Note key={finding.key} finding={finding} place={place} />
      ))}
    </div>
  );
}

/** Where a fix is told of: not in a form that goes with its service. */
function askedAt({ fix }: Finding, place: string): AskedAt {
  return fix?.changes.some(({ kind, path }) => kind === 'remove' && path.join('.') === place) ? 'gone' : `at ${place}`;
}

function Note({ finding, place }: { readonly finding: Finding; readonly place: string }) {
  const id = useId();
  const { fix } = useFixing();
  const handles = useHandles();
  const { key, severity, title, why } = finding;
  const explain = () => {
    handles.find('openPanel')?.('audit');
    focusFinding(key);
  };
  return (
    <div className={styles.note}>
      <FindingIcon severity={severity} />
      <div className={styles.words}>
        <p id={`${id}-title`} className={styles.title} title={why}>
          {title}
        </p>
        <p id={`${id}-what`} className={styles.what}>
          {finding.fix?.label ?? finding.byHand?.words}
        </p>
      </div>
      <div className={styles.actions}>
        {finding.fix && (
          <Button size="small" icon={<Wrench />} aria-describedby={`${id}-title ${id}-what`} onClick={() => finding.fix && fix([finding], finding.fix.changes, askedAt(finding, place))}>
            Fix
          </Button>
        )}
        <IconButton label="Why?" size="small" placement="top" aria-describedby={`${id}-title`} onClick={explain}>
          <CircleHelp />
        </IconButton>
      </div>
    </div>
  );
}
