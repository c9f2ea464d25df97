import { type ReactNode, useMemo } from 'react';
import { useEditorState } from '@/components/editor/context';
import type { MenuItem } from '@/components/ui';
import { useExported } from '@/components/editor/export-context';
import { designItems, fileItems, type Item, secretItems } from '@/lib/editor/palette';
import { useFixItems } from './use-fix-items';
import { actionWords, usePageActions } from './use-page-actions';

function itemOf({ id, label, detail, shortcut, disabled, run }: MenuItem): Item {
  return { id: `action ${id}`, group: 'action', title: label, names: actionWords[id], help: detail, shortcut, disabled, does: { kind: 'run', run } };
}

interface Items {
  readonly items: readonly Item[];
  /** Of actions, by the item's id. */
  readonly icons: Readonly<Record<string, ReactNode>>;
}

/** Everything that can be found, as the design is now. */
export function useItems(): Items {
  const actions = usePageActions();
  const fixes = useFixItems();
  const draft = useEditorState((state) => state.document.draft);
  const stack = useEditorState((state) => state.stack);
  const exported = useExported();
  const [files, secrets] = exported.kind === 'ready' ? [exported.files, exported.secrets.byService] : [undefined, undefined];
  const ofDesign = useMemo(() => designItems(draft, stack), [draft, stack]);
  const ofFiles = useMemo(() => [...secretItems(secrets ?? {}), ...fileItems((files ?? []).map(({ path }) => path))], [files, secrets]);
  // The actions are new objects at every turn, and few; what is found stays for as long as they say the same.
  const key = actions.map(({ id, label, disabled = '' }) => `${id} ${label} ${disabled}`).join('\n');
  return useMemo(
    () => ({ items: [...actions.map(itemOf), ...fixes, ...ofDesign, ...ofFiles], icons: Object.fromEntries(actions.map(({ id, icon }) => [`action ${id}`, icon])) }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the actions
    [key, fixes, ofDesign, ofFiles],
  );
}
