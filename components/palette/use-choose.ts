import { useAdd, useConnect, useDuplicate, useRemove } from '@/components/editor/actions';
import { useEditor } from '@/components/editor/context';
import { useCut } from '@/components/editor/cutting';
import { useDialogs } from '@/components/editor/dialogs-context';
import { focusFile, focusInspector, keepFocus } from '@/components/editor/focus';
import { useGoTo } from '@/components/editor/go-to';
import { useHandles } from '@/components/editor/handles';
import { resets } from '@/lib/editor/changed';
import { makeChanges } from '@/lib/editor/commands';
import type { Does } from '@/lib/editor/palette';
import { targetTitle } from '@/lib/editor/words';

/** Does what an item stands for. */
export function useChoose(): (does: Does) => void {
  const editor = useEditor();
  const dialogs = useDialogs();
  const handles = useHandles();
  const goTo = useGoTo();
  const add = useAdd();
  const remove = useRemove();
  const duplicate = useDuplicate();
  const connect = useConnect();
  const cut = useCut();
  return (does) => {
    keepFocus();
    switch (does.kind) {
      case 'run':
        return does.run();
      case 'stack':
        return goTo.selection({ kind: 'stack' });
      case 'service':
      case 'connection':
        return goTo.selection(does);
      case 'field':
        return goTo.field(does.target, does.field);
      case 'secret':
        return goTo.secret(does.service, does.name);
      case 'file':
        handles.find('openFile')?.(does.path);
        return focusFile(does.path);
      case 'preset':
        return dialogs.open('presets', does.id);
      case 'add':
        add(does.id);
        return focusInspector();
      case 'remove':
        return remove(does.id);
      case 'rename':
        return dialogs.open('rename', does.id);
      case 'duplicate':
        return duplicate(does.id);
      case 'reset': {
        const changes = resets(does.target, editor.store.getState().document.draft);
        editor.run(makeChanges, { changes, label: `Reset ${targetTitle(does.target)}` });
        return goTo.field(does.target);
      }
      case 'connect':
        return connect(does.from, does.to);
      case 'cut':
        return cut(does.id);
    }
  };
}
