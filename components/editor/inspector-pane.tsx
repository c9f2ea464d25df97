import { CircleAlert, Copy, PencilLine, Trash2 } from 'lucide-react';
import { useCallback, useMemo } from 'react';
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
import { ConnectionCard } from './connection-card';
import { ConnectionList } from './connection-list';
import { useEditor, useEditorState } from './context';
import { useDialogs } from './dialogs-context';
import { FieldHelp } from './field-help';
import styles from './inspector-pane.module.css';
import { SecretsSection } from './secrets-section';
import { useBlocked } from './use-blocked';

function groupOf(form: Form, title: string, edited: readonly Path[], allBlocked: ReturnType<typeof useBlocked>): InspectorGroup {
  const { target, fields, values, problems, warnings, entryProblems } = form;
  const base = basePath(target);
  const touched = edited.filter((path) => startsWith(path, base)).map((path) => String(path[base.length]));
  const helped = new Set([...Object.keys(problems), ...touched].filter((name) => name !== ''));
  const extras = Object.fromEntries([...helped].map((name) => [name, <FieldHelp key={name} place={[...base, name].join('.')} />]));
  const blocked = Object.fromEntries(fields.flatMap(({ name }) => (allBlocked[[...base, name].join('.')] ? [[name, allBlocked[[...base, name].join('.')] ?? {}]] : [])));
  return { id: target.id, title, fields, values, problems, warnings, entryProblems, blocked, extras };
}

const STACK_TARGETS: readonly Target[] = sections.map(({ id }) => ({ kind: 'section', id }));

const nothingEdited: readonly Path[] = [];

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
  const groups = useMemo(
    () =>
      sections.flatMap(({ id, title }, index) => {
        const form = formOf({ kind: 'section', id }, draft, problems, warnings);
        return form ? [groupOf(form, index === 0 ? '' : title, edited, blocked)] : [];
      }),
    [draft, problems, warnings, edited, blocked],
  );
  return <Inspector title="Stack" role="What holds for all services." groups={groups} changed={changed} {...edits} />;
}

function ServiceForm({ id }: { readonly id: string }) {
  const edits = useEdits('service');
  const remove = useRemove();
  const targets = useMemo((): readonly Target[] => [{ kind: 'service', id }], [id]);
  const blocked = useBlocked(targets);
  const { draft, problems, warnings, edited } = useFormState();
  const groups = useMemo(() => {
    const form = formOf({ kind: 'service', id }, draft, problems, warnings);
    return form ? [groupOf(form, '', edited, blocked)] : [];
  }, [id, draft, problems, warnings, edited, blocked]);
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

/** The form of what is selected. */
export function InspectorPane() {
  const selection = useEditorState((state) => state.selection);
  return (
    <div className={styles.pane}>
      {selection.kind === 'stack' && <StackForm />}
      {selection.kind === 'service' && <ServiceForm key={selection.id} id={selection.id} />}
      {selection.kind === 'connection' && <ConnectionCard key={selection.id} id={selection.id} />}
    </div>
  );
}
