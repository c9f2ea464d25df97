import { useEditor, useEditorState } from '@/components/editor/context';
import { focusInspector } from '@/components/editor/focus';
import { Mark } from './mark';
import styles from './toolbar.module.css';

/** The stack's name: opens the form of the stack as a whole. `brief` leaves the domain out. */
export function StackButton({ brief = false }: { readonly brief?: boolean }) {
  const editor = useEditor();
  const project = useEditorState((state) => state.stack.project);
  const current = useEditorState((state) => state.selection.kind === 'stack');
  return (
    <button
      type="button"
      className={styles.stack}
      aria-label={`Stack ${project.name}, ${project.domain}`}
      aria-current={current || undefined}
      onClick={() => {
        editor.select({ kind: 'stack' });
        if (!brief) focusInspector();
      }}
    >
      <span className={styles.mark}>
        <Mark />
      </span>
      <span className={styles.name}>{project.name}</span>
      {!brief && <span className={styles.domain}>{project.domain}</span>}
    </button>
  );
}
