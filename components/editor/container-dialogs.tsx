import { PromptDialog } from '@/components/ui';
import { addContainer, renameContainer } from '@/lib/editor/commands';
import { freeName, nameProblem } from '@/lib/stack';
import { useEditor, useEditorState } from './context';
import type { LoadedDialogProps } from './dialogs-context';
import { focusInspector } from './focus';

/** Asks for the name of a new container, and opens its form. */
export function NewContainer({ open, onClose }: LoadedDialogProps) {
  const editor = useEditor();
  const draft = useEditorState((state) => state.document.draft);
  return (
    <PromptDialog
      open={open}
      onClose={onClose}
      title="Custom container"
      description="An image or a build of your own, hardened like all others."
      label="Name"
      initial={freeName(draft, 'app')}
      action="Add container"
      check={(name) => nameProblem(draft, name)}
      onSubmit={(name) => {
        if (!editor.run(addContainer, { name })) return;
        editor.select({ kind: 'service', id: name });
        focusInspector();
      }}
    />
  );
}

/** Asks for another name for the container `about`. */
export function RenameContainer({ about: id = '', open, onClose }: LoadedDialogProps) {
  const editor = useEditor();
  const draft = useEditorState((state) => state.document.draft);
  return (
    <PromptDialog
      open={open}
      onClose={onClose}
      title={`Rename ${id}`}
      description="Volumes and secrets are named after it: a stack that runs already begins with new ones."
      label="Name"
      initial={id}
      action="Rename"
      check={(name) => (name === id ? undefined : nameProblem(draft, name))}
      onSubmit={(name) => {
        if (editor.run(renameContainer, { from: id, to: name })) editor.select({ kind: 'service', id: name });
      }}
    />
  );
}
