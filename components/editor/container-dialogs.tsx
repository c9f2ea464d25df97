import { PromptDialog } from '@/components/ui';
import { addContainer, duplicateContainer, renameContainer } from '@/lib/editor/commands';
import { freeName, nameProblem } from '@/lib/stack';
import { useEditor, useEditorState } from './context';
import { focusInspector } from './focus';

export interface ContainerDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Asks for the name of a new container, and opens its form. */
export function NewContainer({ open, onClose }: ContainerDialogProps) {
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

/** Asks for another name. */
export function RenameContainer({ id, open, onClose }: ContainerDialogProps & { readonly id: string }) {
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

/** Makes a copy under the next free name, and opens it. */
export function useDuplicate() {
  const editor = useEditor();
  return (id: string) => {
    const to = freeName(editor.store.getState().document.draft, id);
    if (editor.run(duplicateContainer, { from: id, to })) editor.select({ kind: 'service', id: to });
  };
}
