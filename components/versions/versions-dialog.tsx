import { History, PencilLine, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { useEditor } from '@/components/editor/context';
import type { LoadedDialogProps } from '@/components/editor/dialogs-context';
import { useReplaceDesign } from '@/components/editor/replace-design';
import { bringBack, deleteVersion, keepVersion, nameVersion, useVersions } from '@/components/editor/versions';
import { Badge, Button, Dialog, EmptyState, IconButton, Input, PromptDialog, useToast } from '@/components/ui';
import { type Changed, type Version, versionLimits, versionNameProblem } from '@/lib/editor/versions';
import styles from './versions-dialog.module.css';

/** Designs that were put aside in this browser: name one, go back to one, delete one. */
export function VersionsDialog({ open, onClose }: LoadedDialogProps) {
  const versions = useVersions();
  const replace = useReplaceDesign();
  const say = useSayRefused();
  const [renaming, setRenaming] = useState<Version>();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Versions"
      description="Kept in this browser, without secrets. Restoring one is a step that can be undone."
    >
      <NewVersion />
      {versions.length === 0 ? (
        <EmptyState icon={<History />} title="No version yet">
          Put the design aside under a name before you try something. One is also kept by itself whenever another design takes its place.
        </EmptyState>
      ) : (
        <ul className={styles.list} aria-label="Versions, the newest first">
          {versions.map((version) => (
            <Row
              key={version.id}
              version={version}
              onRename={() => setRenaming(version)}
              onRestore={() => {
                onClose();
                replace({ design: version.design, label: `Restore “${version.name}”`, message: `“${version.name}” is restored.` });
              }}
            />
          ))}
        </ul>
      )}
      <PromptDialog
        open={renaming !== undefined}
        onClose={() => setRenaming(undefined)}
        title="Rename the version"
        label="Name"
        initial={renaming?.name ?? ''}
        action="Rename"
        check={versionNameProblem}
        onSubmit={(name) => renaming && say(nameVersion(renaming.id, name))}
      />
    </Dialog>
  );
}

/** Says why something could not be done with the versions. @returns whether it was done. */
function useSayRefused(): (changed: Changed) => boolean {
  const toasts = useToast();
  return (changed) => {
    if (!changed.ok) toasts.show({ key: 'version', tone: 'danger', message: changed.reason });
    return changed.ok;
  };
}

function NewVersion() {
  const editor = useEditor();
  const id = useId();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const toasts = useToast();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = versionNameProblem(name);
        if (wrong) {
          setProblem(wrong);
          return;
        }
        const changed = keepVersion({ name, kind: 'named', design: editor.store.getState().document.draft });
        setProblem(changed.ok ? undefined : changed.reason);
        if (!changed.ok) return;
        setName('');
        toasts.show({ key: 'version', tone: 'success', message: `“${name.trim()}” is kept.` });
      }}
    >
      <label htmlFor={id} className={styles.label}>
        Keep the design as it is now
      </label>
      <div className={styles.ask}>
        <Input
          id={id}
          value={name}
          placeholder="Before the move to two networks"
          autoComplete="off"
          maxLength={versionLimits.name}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => {
            setName(event.target.value);
            setProblem(undefined);
          }}
        />
        <Button type="submit" variant="primary">
          Keep
        </Button>
      </div>
      <p id={`${id}-problem`} role="status" className={styles.problem}>
        {problem}
      </p>
    </form>
  );
}

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function contents({ design }: Version): string {
  const services = Object.keys(design.services).length + Object.keys(design.containers ?? {}).length;
  return `${design.project.name} · ${design.project.domain} · ${services} services`;
}

interface RowProps {
  readonly version: Version;
  readonly onRestore: () => void;
  readonly onRename: () => void;
}

function Row({ version, onRestore, onRename }: RowProps) {
  const toasts = useToast();
  const { id, name, at, kind } = version;
  const say = useSayRefused();
  const remove = () => {
    if (!say(deleteVersion(id))) return;
    toasts.show({ key: 'version', message: `“${name}” is deleted.`, action: { label: 'Undo', run: () => say(bringBack(version)) } });
  };
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <p className={styles.name}>
          {name} {kind === 'automatic' && <Badge>kept by itself</Badge>}
        </p>
        <p className={styles.facts}>
          <time dateTime={new Date(at).toISOString()}>{dates.format(at)}</time> · {contents(version)}
        </p>
      </div>
      <div className={styles.actions}>
        <Button size="small" aria-label={`Restore ${name}`} onClick={onRestore}>
          Restore
        </Button>
        <IconButton label={`Rename ${name}`} size="small" placement="left" onClick={onRename}>
          <PencilLine />
        </IconButton>
        <IconButton label={`Delete ${name}`} size="small" placement="left" onClick={remove}>
          <Trash2 />
        </IconButton>
      </div>
    </li>
  );
}
