import { FileDown } from 'lucide-react';
import { saveFile } from '@/components/panels/save-file';
import { Button, Tooltip } from '@/components/ui';
import { useEditorState } from './context';
import { useExported } from './export-context';

/** Offers the difference between two exports as a patch, for a repository that one of them became. */
export function PatchButton() {
  const exported = useExported();
  const name = useEditorState((state) => state.stack.project.name);
  const [from, to] = exported.kind === 'ready' ? [exported.previous, exported.files] : [undefined, undefined];
  if (!from || !to) return null;
  const save = async () => {
    const { patchOf } = await import('@/lib/upgrade');
    saveFile(`${name}.patch`, patchOf(from, to));
  };
  return (
    <Tooltip content="For a repository that you exported before: git apply -3 keeps your edits">
      <Button variant="ghost" size="small" icon={<FileDown aria-hidden="true" />} onClick={() => void save()}>
        Download patch
      </Button>
    </Tooltip>
  );
}
