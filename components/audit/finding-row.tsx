import { ArrowUpRight, FileCode, Wrench } from 'lucide-react';
import { useId } from 'react';
import { useEditor, useEditorState } from '@/components/editor/context';
import { useFixing } from '@/components/editor/fixing-context';
import { focusFile } from '@/components/editor/focus';
import { useHandles } from '@/components/editor/handles';
import { Button, PathIcon } from '@/components/ui';
import type { Finding } from '@/lib/audit';
import { findService } from '@/lib/editor/forms';
import { valueAt } from '@/lib/editor/path';
import { placeOf } from '@/lib/stack';
import styles from './audit.module.css';
import { FindingIcon } from './finding-icon';
import { useByHand } from './use-by-hand';

/** One finding: what it is, why it matters, where it stands, and what mends it. */
export function FindingRow({ finding }: { readonly finding: Finding }) {
  const { key, severity, title, why, what, reference, subject, byHand } = finding;
  const id = useId();
  return (
    <li className={styles.finding} data-finding={key} aria-labelledby={id} tabIndex={-1}>
      <FindingIcon severity={severity} />
      <div className={styles.top}>
        <h4 id={id} className={styles.title}>
          {title}
        </h4>
        {subject !== undefined && <Subject id={subject} />}
      </div>
      <div className={styles.body}>
        <p className={styles.why}>{why}</p>
        {byHand && (
          <p id={`${id}-hand`} className={styles.why}>
            <strong>By hand:</strong> {byHand.words}
          </p>
        )}
        <div className={styles.facts}>
          <span>{what}</span>
          <PlaceLink {...finding.where} />
          <a href={reference.url} target="_blank" rel="noreferrer" className={styles.reference}>
            {reference.name}
            <ArrowUpRight aria-label="(opens another tab)" />
          </a>
        </div>
      </div>
      <Mending finding={finding} title={id} />
    </li>
  );
}

/** The service that it belongs to; a click selects it on the diagram. */
function Subject({ id }: { readonly id: string }) {
  const editor = useEditor();
  const present = useEditorState(({ stack }) => valueAt(stack, placeOf(id)) !== undefined);
  const service = findService(id);
  if (!present || !service) return null;
  return (
    <button type="button" className={styles.subject} data-zone={service.zone} title="Select it on the diagram" onClick={() => editor.select({ kind: 'service', id })}>
      <PathIcon d={service.icon} width={12} height={12} />
      {service.title}
    </button>
  );
}

function PlaceLink({ file, line }: Finding['where']) {
  const handles = useHandles();
  const open = () => {
    handles.find('openFile')?.(file, line);
    focusFile(file);
  };
  return (
    <button type="button" className={styles.place} title={`Open ${file} at line ${line}`} onClick={open}>
      <FileCode aria-hidden="true" />
      {file}:{line}
    </button>
  );
}

function Mending({ finding, title }: { readonly finding: Finding; readonly title: string }) {
  const id = useId();
  const { fix } = useFixing();
  const byHand = useByHand();
  if (finding.fix) {
    const { label, changes } = finding.fix;
    return (
      <div className={styles.mending}>
        <span id={id} className={styles.label}>
          {label}
        </span>
        <Button size="small" icon={<Wrench />} aria-describedby={`${title} ${id}`} onClick={() => fix([finding], changes, 'list')}>
          Fix
        </Button>
      </div>
    );
  }
  const go = byHand(finding.byHand);
  return (
    go && (
      <div className={styles.mending}>
        <Button size="small" aria-describedby={`${title} ${title}-hand`} onClick={go}>
          Go to the field
        </Button>
      </div>
    )
  );
}
