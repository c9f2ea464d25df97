import { useEditor } from '@/components/editor/context';
import { useToast } from '@/components/ui';
import { mermaidOf } from '@/lib/editor/picture/mermaid';

/** Copies the diagram as text that GitHub and GitLab draw. */
export function useCopyMermaid(): () => Promise<void> {
  const editor = useEditor();
  const toasts = useToast();
  return async () => {
    try {
      await navigator.clipboard.writeText(mermaidOf(editor.store.getState().stack));
      toasts.show({ key: 'mermaid', tone: 'success', message: 'The diagram is copied as Mermaid. Paste it between ```mermaid and ``` in a Markdown file.' });
    } catch {
      toasts.show({ key: 'mermaid', tone: 'danger', message: 'The browser does not let the page copy. “Save picture…” saves it as a file.' });
    }
  };
}
