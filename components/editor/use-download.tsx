import { useCallback, useState } from 'react';
import { finishTyping } from '@/components/form';
import { isNotArrived, useToast } from '@/components/ui';
import { useEditor } from './context';
import { useSettled, useTakeTyped } from './export-context';

function offer(bytes: Uint8Array, name: string) {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Download, unless a value is wrong: then `explaining` is true until `close`. */
export function useDownload() {
  const editor = useEditor();
  const settled = useSettled();
  const takeTyped = useTakeTyped();
  const toasts = useToast();
  const [busy, setBusy] = useState(false);
  const [explaining, setExplaining] = useState(false);

  const download = useCallback(async () => {
    // By its key a download begins while somebody types, in whichever field.
    finishTyping();
    if (editor.store.getState().problems.length > 0) {
      setExplaining(true);
      return;
    }
    setBusy(true);
    try {
      if ((await takeTyped()).length > 0) {
        setExplaining(true);
        return;
      }
      const exported = await settled();
      if (exported.kind === 'failed') {
        toasts.show({
          key: 'download',
          tone: 'danger',
          message: 'The templates did not arrive, so there is nothing to download yet.',
          action: { label: 'Try again', run: exported.retry },
        });
        return;
      }
      const name = `${editor.store.getState().stack.project.name}.zip`;
      offer(await exported.zip(), name);
      toasts.show({
        key: 'download',
        tone: 'success',
        message: `${name} is on its way. Unzip it and run: docker compose up -d --build`,
        duration: 12_000,
      });
    } catch (error) {
      toasts.show({
        key: 'download',
        tone: 'danger',
        message: isNotArrived(error)
          ? 'The part of the page that makes the zip did not arrive. Check the connection, and download again.'
          : `The zip could not be made: ${error instanceof Error ? error.message : String(error)}`,
      });
    } finally {
      setBusy(false);
    }
  }, [editor, settled, takeTyped, toasts]);

  return { download, busy, explaining, close: () => setExplaining(false) };
}
