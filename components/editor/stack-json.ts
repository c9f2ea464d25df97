import { useCallback } from 'react';
import { withPlaces } from '@/components/canvas/arranging';
import { saveFile } from '@/components/panels/save-file';
import { useToast } from '@/components/ui';
import { parseDraft } from '@/lib/editor/stored';
import { useEditor } from './context';
import { useReplaceDesign } from './replace-design';

/** Offers the design as a file, with values that are still to be corrected: nothing of it is lost. */
export function useSaveStackJson(): () => void {
  const editor = useEditor();
  return useCallback(() => {
    saveFile('stack.json', `${JSON.stringify(editor.store.getState().document.draft, null, 2)}\n`);
  }, [editor]);
}

/** Characters; a design has a few thousand. */
const MOST = 1_000_000;

function chooseFile(): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
}

/** Asks for a `stack.json` and opens it. One that is no design leaves the present one alone. */
export function useOpenStackJson(): () => Promise<void> {
  const replace = useReplaceDesign();
  const toasts = useToast();
  return useCallback(async () => {
    const file = await chooseFile();
    if (!file) return;
    const draft = file.size > MOST ? undefined : parseDraft(await file.text());
    if (draft) replace({ design: await withPlaces(draft), label: `Open ${file.name}`, message: `${file.name} is open.` });
    else toasts.show({ key: 'opened', tone: 'danger', message: `${file.name} is not a design of this tool: it needs the stack.json of an export. Your design is as it was.` });
  }, [replace, toasts]);
}
