import { FileMinus, FilePen, FilePlus, GitCompareArrows } from 'lucide-react';
import { useMemo } from 'react';
import { EmptyState } from '@/components/ui';
import { fileChanges } from '@/components/panels/tree-model';
import type { Difference } from '@/lib/editor/differences';
import type { Stack } from '@/lib/stack';
import { CompareSelect } from './compare-select';
import { useComparison } from './comparison';
import styles from './comparison.module.css';
import { DifferenceRow } from './difference-row';
import { useExported } from './export-context';
import { PatchButton } from './patch-button';
import { useDifferences } from './use-differences';

/** Fields and files that differ from another design, each with a way back. */
export function ChangesPane({ onOpenFile }: { readonly onOpenFile: (path: string) => void }) {
  const { base, stack: other } = useComparison();
  const differences = useDifferences();
  const owners = [...new Set(differences.map(({ owner }) => owner))];
  return (
    <div className={styles.pane}>
      <header className={styles.bar}>
        <CompareSelect />
        {differences.length > 0 && base.kind !== 'incoming' && <PatchButton />}
      </header>
      {other === undefined || differences.length === 0 ? (
        <EmptyState icon={<GitCompareArrows />} title={base.kind === 'last' ? 'Nothing changed yet' : 'No difference'}>
          {base.kind === 'last' ? 'Change a field, and what it does to the design and to its files stands here.' : 'The two designs are the same.'}
        </EmptyState>
      ) : (
        <div className={styles.columns}>
          <section aria-labelledby="changed-fields" className={styles.column}>
            <h3 id="changed-fields" className={styles.heading}>
              Design <span className={styles.count}>{differences.length}</span>
            </h3>
            {owners.map((owner) => (
              <Owner key={owner} owner={owner} differences={differences.filter((each) => each.owner === owner)} base={other} />
            ))}
          </section>
          <ChangedFileList onOpen={onOpenFile} />
        </div>
      )}
    </div>
  );
}

interface OwnerProps {
  readonly owner: string;
  readonly differences: readonly Difference[];
  readonly base: Stack;
}

function Owner({ owner, differences, base }: OwnerProps) {
  return (
    <section className={styles.owner} aria-label={owner}>
      <h4 className={styles.name}>
        {owner} <span className={styles.count}>{differences.length}</span>
      </h4>
      <ul className={styles.list}>
        {differences.map((difference) => (
          <DifferenceRow key={difference.id} difference={difference} base={base} />
        ))}
      </ul>
    </section>
  );
}

function ChangedFileList({ onOpen }: { readonly onOpen: (path: string) => void }) {
  const exported = useExported();
  const [files, previous] = exported.kind === 'ready' ? [exported.files, exported.previous] : [undefined, undefined];
  const list = useMemo(() => (files && previous ? fileChanges(files, previous) : []), [files, previous]);
  const icons = { added: <FilePlus aria-label="added" />, changed: <FilePen aria-label="changed" />, removed: <FileMinus aria-label="removed" /> };
  return (
    <section aria-labelledby="changed-files" className={styles.column}>
      <h3 id="changed-files" className={styles.heading}>
        Files <span className={styles.count}>{list.length}</span>
      </h3>
      <ul className={styles.list}>
        {list.map(({ path, kind }) => (
          <li key={path}>
            <button type="button" className={styles.path} data-kind={kind} onClick={() => onOpen(path)}>
              {icons[kind]}
              {path}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
