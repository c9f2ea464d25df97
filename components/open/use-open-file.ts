import { useCallback } from 'react';
import { useHandles } from '@/components/editor/handles';

/** What there is to choose from; a file of another kind is told what is wrong with it. */
const KINDS = '.zip,.json,.yml,.yaml,.env,.example,application/zip,application/json';

function chooseFiles(): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = KINDS;
    input.multiple = true;
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}

/** Asks for files and opens the design in them: for whoever does not drop them on the page. */
export function useOpenFile(): () => Promise<void> {
  const handles = useHandles();
  return useCallback(async () => {
    const files = await chooseFiles();
    if (files.length > 0) handles.find('takeFiles')?.(files);
  }, [handles]);
}
