import { Box, Clipboard, Download, FileDiff, FolderTree, Keyboard, Link2, List, Maximize, QrCode, Radar, Redo2, ShieldCheck, Undo2, WandSparkles, Workflow, ZoomIn, ZoomOut } from 'lucide-react';
import { useArrange } from '@/components/canvas/use-arrange';
import { useEditor, useEditorState } from '@/components/editor/context';
import { useDialogs } from '@/components/editor/dialogs-context';
import { useExposureView } from '@/components/editor/exposure-context';
import { focusPanel } from '@/components/editor/focus';
import { type Handles, useHandles } from '@/components/editor/handles';
import { useTheme } from '@/components/editor/theme-toggle';
import { useCopyMermaid } from '@/components/picture/use-copy-mermaid';
import { useShare } from '@/components/share';
import { useStackItems } from '@/components/toolbar';
import type { MenuItem } from '@/components/ui';
import { tidyLayout } from '@/lib/editor/commands';
import { redoLabel, undoLabel } from '@/lib/editor/history';
import { shortcuts, shownKeys } from '@/lib/editor/shortcuts';

/** Further words that actions are looked for with, by their ids. */
export const actionWords: Readonly<Record<string, readonly string[]>> = {
  changes: ['compare', 'comparison', 'difference'],
  download: ['export', 'save the zip'],
  exposure: ['exposure', 'attack surface'],
  open: ['import', 'load', 'upload'],
  shortcuts: ['help', 'hotkeys'],
  theme: ['theme', 'dark mode', 'light mode', 'colors'],
  toggleList: ['outline'],
};

const NOTHING = 'nothing to do this with';

function useHistoryItems(): MenuItem[] {
  const editor = useEditor();
  const undo = useEditorState((state) => undoLabel(state.history));
  const redo = useEditorState((state) => redoLabel(state.history));
  return [
    { id: 'undo', label: undo ? `Undo: ${undo}` : 'Undo', icon: <Undo2 />, shortcut: shownKeys('undo'), disabled: undo ? undefined : 'nothing to undo', run: editor.undo },
    { id: 'redo', label: redo ? `Redo: ${redo}` : 'Redo', icon: <Redo2 />, shortcut: shownKeys('redo'), disabled: redo ? undefined : 'nothing to redo', run: editor.redo },
  ];
}

function useDiagramItems(): MenuItem[] {
  const editor = useEditor();
  const handles = useHandles();
  const exposure = useExposureView();
  const fit = () => handles.find('fit')?.();
  const { arrange } = useArrange(fit);
  const untidy = useEditorState((state) => tidyLayout.available(state, undefined));
  const offered = (id: 'fit' | 'toggleList' | 'zoomIn' | 'zoomOut') => {
    const run = handles.find(id);
    return { id, disabled: run ? undefined : NOTHING, run: () => run?.() };
  };
  return [
    {
      id: 'exposure',
      label: exposure.on ? 'Back from what can be reached to the settings' : 'What can the internet reach?',
      detail: 'Who reaches each service, and through what.',
      icon: <Radar />,
      shortcut: shownKeys('exposure'),
      run: exposure.toggle,
    },
    { id: 'arrange', label: shortcuts.arrange.title, detail: 'Places for all services on the diagram.', icon: <Workflow />, shortcut: shownKeys('arrange'), run: arrange },
    { id: 'tidy', label: 'Tidy the diagram', detail: 'Forgets where services were moved to.', icon: <WandSparkles />, disabled: untidy ? undefined : 'nothing was moved', run: () => editor.run(tidyLayout, undefined) && requestAnimationFrame(fit) },
    { ...offered('toggleList'), label: 'Show as a list, or as the diagram', detail: 'All that can be done in one can be done in the other.', icon: <List /> },
    { ...offered('fit'), label: 'Fit to view', icon: <Maximize /> },
    { ...offered('zoomIn'), label: 'Zoom in', icon: <ZoomIn /> },
    { ...offered('zoomOut'), label: 'Zoom out', icon: <ZoomOut /> },
  ];
}

/** All that can be done on the page, in the words and with the keys of its buttons and menus; of what cannot be done now, why. */
export function usePageActions(): readonly MenuItem[] {
  const dialogs = useDialogs();
  const handles = useHandles();
  const share = useShare();
  const theme = useTheme();
  const copyMermaid = useCopyMermaid();
  const stack = useStackItems();
  const history = useHistoryItems();
  const diagram = useDiagramItems();
  const show = (panel: Parameters<Handles['openPanel']>[0]) => {
    handles.find('openPanel')?.(panel);
    focusPanel(panel);
  };
  return [
    { id: 'download', label: 'Download', detail: 'The files of the stack, as a zip.', icon: <Download />, shortcut: shownKeys('download'), run: () => handles.find('download')?.() },
    { id: 'share', label: 'Share', detail: 'Copy a link to this design.', icon: <Link2 />, run: () => void share() },
    { id: 'qr', label: 'Share as QR code or file…', detail: 'The link as a picture for a camera, or the design as stack.json.', icon: <QrCode />, run: () => dialogs.open('share') },
    ...history,
    { id: 'container', label: 'Add a custom container…', detail: 'An image or a build of your own.', icon: <Box />, run: () => dialogs.open('container') },
    ...stack,
    { id: 'mermaid', label: 'Copy as Mermaid', detail: 'The diagram as text that GitHub and GitLab draw.', icon: <Clipboard />, run: () => void copyMermaid() },
    ...diagram,
    { id: 'files', label: 'Show the files', icon: <FolderTree />, run: () => show('files') },
    { id: 'audit', label: 'Show the audit', detail: 'What is unwise in the files, and what mends it.', icon: <ShieldCheck />, run: () => show('audit') },
    { id: 'changes', label: 'Show the changes', detail: 'What differs from an earlier state, the defaults or a preset.', icon: <FileDiff />, run: () => show('changes') },
    { id: 'theme', label: theme.label, icon: theme.icon, run: theme.toggle },
    { id: 'shortcuts', label: 'Keyboard shortcuts', icon: <Keyboard />, shortcut: shownKeys('shortcuts'), run: () => dialogs.open('shortcuts') },
  ];
}
