import { ChevronDown, FileDown, FolderOpen, History, ImageDown, Sparkles } from 'lucide-react';
import { useDialogs } from '@/components/editor/dialogs-context';
import { useSaveStackJson } from '@/components/editor/stack-json';
import { useOpenFile } from '@/components/open';
import { IconButton, Menu, type MenuItem } from '@/components/ui';
import { shownKeys } from '@/lib/editor/shortcuts';

/** What can be done with the design as a whole. */
export function useStackItems(): MenuItem[] {
  const dialogs = useDialogs();
  const openFile = useOpenFile();
  const saveStackJson = useSaveStackJson();
  return [
    { id: 'presets', label: 'Start from…', detail: 'A preset: for your machine, a small server, hardened production.', icon: <Sparkles />, run: () => dialogs.open('presets') },
    { id: 'versions', label: 'Versions…', detail: 'Put the design aside, or go back to an earlier one.', icon: <History />, run: () => dialogs.open('versions') },
    { id: 'open', label: 'Open file…', detail: 'A zip, a stack.json or a compose file. Or drop it on the page.', icon: <FolderOpen />, shortcut: shownKeys('open'), run: () => void openFile() },
    { id: 'save', label: 'Save stack.json', detail: 'The design alone, as a file.', icon: <FileDown />, run: saveStackJson },
    { id: 'picture', label: 'Save picture…', detail: 'The diagram as SVG, PNG or Mermaid.', icon: <ImageDown />, run: () => dialogs.open('picture') },
  ];
}

export function StackMenu() {
  return (
    <Menu
      label="Stack"
      items={useStackItems()}
      trigger={(props) => (
        <IconButton {...props} label="Menu of the stack">
          <ChevronDown />
        </IconButton>
      )}
    />
  );
}
