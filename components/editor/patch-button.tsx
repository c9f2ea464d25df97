import { FileDown } from 'lucide-react';
import { saveFile } from '@/components/panels/save-file';
import { arrived, Button, Tooltip, useToast } from '@/components/ui';
import { useEditorState } from './context';
import { useExported } from './export-context';

/** Offers the difference between two exports as a patch, for a repository that one of them became. */
export function PatchButton() {
  const exported = useExported();
  const toasts = useToast();
  const name = useEditorState((state) => state.stack.project.name);
  const [from, to] = exported.kind === 'ready' ? [exported.previous, exported.files] : [undefined, undefined];
  if (!from || !to) return null;
  const save = async () => {
    const code = await arrived(import('@/lib/upgrade'));
    if (code) saveFile(`${name}.patch`, code.patchOf(from, to));
    else toasts.show({ key: 'patch', tone: 'danger', message: 'The part of the page that makes patches did not arrive. Check the connection and try again.' });
  };
  return (
    <Tooltip content="For a repository that you exported before: git apply -3 keeps your edits">
      <Button variant="ghost" size="small" icon={<FileDown aria-hidden="true" />} onClick={() => void save()}>
        Download patch
      </Button>
    </Tooltip>
  );
}
