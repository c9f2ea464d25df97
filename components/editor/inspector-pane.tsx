import { CircleAlert, Copy, PencilLine, Trash2 } from 'lucide-react';
import { Fragment, type ReactNode, useCallback, useMemo } from 'react';
import { FindingNotes } from '@/components/audit/finding-notes';
import { Inspector, type InspectorGroup, type InspectorProps } from '@/components/panels';
import { IconButton } from '@/components/ui';
import { resets } from '@/lib/editor/changed';
import { makeChanges, resetField, setField } from '@/lib/editor/commands';
import { findService, type Form, formOf } from '@/lib/editor/forms';
import { lastEdited } from '@/lib/editor/offers';
import { type Path, startsWith } from '@/lib/editor/path';
import { basePath, type Target } from '@/lib/editor/target';
import { isServiceId, placeOf, sections, warningsOf } from '@/lib/stack';
import { useDuplicate, useRemove } from './actions';
import { useMarks } from './audit-context';
import { ConnectionCard } from './connection-card';
import { ConnectionList } from './connection-list';
import { useEditor, useEditorState } from './context';
import { useDialogs } from './dialogs-context';
import { FieldHelp } from './field-help';
import { useFixing } from './fixing-context';
import styles from './inspector-pane.module.css';
import { SecretsSection } from './secrets-section';
import { useBlocked } from './use-blocked';

interface Around {
  /** Fields that the last step changed. */
  readonly edited: readonly Path[];
  readonly blocked: ReturnType<typeof useBlocked>;
  /** Places that the audit has something to say of. */
  readonly noted: readonly string[];
}

/** What is said at a field beyond its message: how to make the design fit together again, and what the audit found. */
function extrasOf(base: Path, helped: ReadonlySet<string>, noted: readonly string[]): Record<string, ReactNode> {
  const below = `${base.join('.')}.`;
  const found = new Set(noted.filter((place) => place.startsWith(below)).map((place) => place.slice(below.length)));
  const extra = (name: string) => (
    <Fragment key={name}>
      {helped.has(name) && <FieldHelp place={below + name} />}
      {found.has(name) && <FindingNotes place={below + name} />}
    </Fragment>
  );
  return Object.fromEntries([...new Set([...helped, ...found])].map((name) => [name, extra(name)]));
}

function groupOf(form: Form, title: string, { edited, blocked: allBlocked, noted }: Around): InspectorGroup {
  const { target, fields, values, problems, warnings, entryProblems } = form;
  const base = basePath(target);
  const touched = edited.filter((path) => startsWith(path, base)).map((path) => String(path[base.length]));
  const helped = new Set([...Object.keys(problems), ...touched].filter((name) => name !== ''));
  const extras = extrasOf(base, helped, noted);
  const blocked = Object.fromEntries(fields.flatMap(({ name }) => (allBlocked[[...base, name].join('.')] ? [[name, allBlocked[[...base, name].join('.')] ?? {}]] : [])));
  return { id: target.id, title, fields, values, problems, warnings, entryProblems, blocked, extras };
}

const STACK_TARGETS: readonly Target[] = sections.map(({ id }) => ({ kind: 'section', id }));

const nothingEdited: readonly Path[] = [];

/** Places with findings, and the one where a fix has just been made. */
function useNoted(): readonly string[] {
  const { places } = useMarks();
  const { result } = useFixing();
  const fixed = result?.at.startsWith('at ') ? result.at.slice('at '.length) : undefined;
  return useMemo(() => (fixed === undefined ? places : [...places, fixed]), [places, fixed]);
}

/** What a form is made of, as the editor has it. */
function useFormState() {
  const draft = useEditorState((state) => state.document.draft);
  const problems = useEditorState((state) => state.problems);
  const warnings = useEditorState((state) => warningsOf(state.stack));
  const history = useEditorState((state) => state.history);
  const edited = useMemo(
    () => (problems.length === 0 ? nothingEdited : lastEdited({ document: history.present, history })),
    [problems, history],
  );
  return { draft, problems, warnings, edited };
}

function useEdits(kind: Target['kind']): Pick<InspectorProps, 'onChange' | 'onReset'> {
  const editor = useEditor();
  const onChange = useCallback<InspectorProps['onChange']>(
    (id, field, value, phase) => editor.run(setField, { target: { kind, id }, field, value, phase }),
    [editor, kind],
  );
  const onReset = useCallback<InspectorProps['onReset']>(
    (id, field) => editor.run(resetField, { target: { kind, id }, field }),
    [editor, kind],
  );
  return { onChange, onReset };
}

function StackForm() {
  const edits = useEdits('section');
  const changed = useChanged(STACK_TARGETS, 'the stack');
  const blocked = useBlocked(STACK_TARGETS);
  const { draft, problems, warnings, edited } = useFormState();
  const noted = useNoted();
  const groups = useMemo(
    () =>
      sections.flatMap(({ id, title }, index) => {
        const form = formOf({ kind: 'section', id }, draft, problems, warnings);
        return form ? [groupOf(form, index === 0 ? '' : title, { edited, blocked, noted })] : [];
      }),
    [draft, problems, warnings, edited, blocked, noted],
  );
  return <Inspector title="Stack" role="What holds for all services." groups={groups} changed={changed} {...edits} />;
}

function ServiceForm({ id }: { readonly id: string }) {
  const edits = useEdits('service');
  const remove = useRemove();
  const targets = useMemo((): readonly Target[] => [{ kind: 'service', id }], [id]);
  const blocked = useBlocked(targets);
  const { draft, problems, warnings, edited } = useFormState();
  const noted = useNoted();
  const groups = useMemo(() => {
    const form = formOf({ kind: 'service', id }, draft, problems, warnings);
    return form ? [groupOf(form, '', { edited, blocked, noted })] : [];
  }, [id, draft, problems, warnings, edited, blocked, noted]);
  const service = findService(id);
  const changed = useChanged(targets, service?.title ?? id);
  const missing = groups[0]?.problems[''];
  if (!service) return null;
  return (
    <Inspector
      title={service.title}
      role={service.role}
      icon={service.icon}
      zone={service.zone}
      groups={groups}
      changed={changed}
      after={<SecretsSection id={id} />}
      actions={
        service.presence !== 'required' && (
          <>
            {!isServiceId(id) && <OwnActions id={id} />}
            <IconButton label={`Remove ${service.title}`} placement="left" onClick={() => remove(id)}>
              <Trash2 />
            </IconButton>
          </>
        )
      }
      {...edits}
    >
      <div className={styles.whole}>
        <FindingNotes place={placeOf(id).join('.')} />
      </div>
      {missing && <ServiceProblem message={missing} place={placeOf(id).join('.')} />}
      <ConnectionList id={id} />
    </Inspector>
  );
}

/** How much of a form is not at its defaults; all of it goes back as one step. */
function useChanged(targets: readonly Target[], title: string): InspectorProps['changed'] {
  const editor = useEditor();
  const draft = useEditorState((state) => state.document.draft);
  const changes = useMemo(() => targets.flatMap((target) => resets(target, draft)), [targets, draft]);
  return { count: changes.length, onReset: () => editor.run(makeChanges, { changes, label: `Reset ${title}` }) };
}

/** What is wrong with a service as a whole. */
function ServiceProblem({ message, place }: { readonly message: string; readonly place: string }) {
  return (
    <section className={styles.missing} aria-label="To correct">
      <p>
        <CircleAlert aria-hidden="true" />
        {message}
      </p>
      <FieldHelp place={place} />
    </section>
  );
}

/** What can be done with a container that is not one of the fixed services. */
function OwnActions({ id }: { readonly id: string }) {
  const duplicate = useDuplicate();
  const dialogs = useDialogs();
  return (
    <>
      <IconButton label={`Rename ${id}`} placement="left" onClick={() => dialogs.open('rename', id)}>
        <PencilLine />
      </IconButton>
      <IconButton label={`Duplicate ${id}`} placement="left" onClick={() => duplicate(id)}>
        <Copy />
      </IconButton>
    </>
  );
}

/** The form of what is selected; `lead` stands above that of the stack as a whole. */
export function InspectorPane({ lead }: { readonly lead?: ReactNode }) {
  const selection = useEditorState((state) => state.selection);
  return (
    <div className={styles.pane}>
      {selection.kind === 'stack' && lead}
      {selection.kind === 'stack' && <StackForm />}
      {selection.kind === 'service' && <ServiceForm key={selection.id} id={selection.id} />}
      {selection.kind === 'connection' && <ConnectionCard key={selection.id} id={selection.id} />}
    </div>
  );
}
