import { type ComponentType, type ReactNode, useMemo, useState } from 'react';
import { part } from '@/components/ui';
import { type DialogName, DialogsContext, type LoadedDialogProps } from './dialogs-context';
import { NotArrivedDialog } from './not-arrived-dialog';
import { WaitingDialog } from './waiting-dialog';

const dialog = (load: () => Promise<ComponentType<LoadedDialogProps>>) => part(load, NotArrivedDialog, WaitingDialog);

const dialogs = {
  container: dialog(async () => (await import('./container-dialogs')).NewContainer),
  rename: dialog(async () => (await import('./container-dialogs')).RenameContainer),
  palette: dialog(async () => (await import('@/components/palette')).PaletteDialog),
  picture: dialog(async () => (await import('@/components/picture')).PictureDialog),
  presets: dialog(async () => (await import('@/components/presets')).PresetsDialog),
  share: dialog(async () => (await import('@/components/share/share-dialog')).ShareDialog),
  shortcuts: dialog(async () => (await import('@/components/shortcuts')).ShortcutsDialog),
  versions: dialog(async () => (await import('@/components/versions')).VersionsDialog),
} satisfies Record<DialogName, unknown>;

/** Holds what opens over the page, for everything below that may open it. */
export function DialogsProvider({ children }: { readonly children: ReactNode }) {
  const [current, setCurrent] = useState<{ readonly name: DialogName; readonly about: string | undefined }>();
  // Once loaded it stays: a dialog that closes gives the focus back to where it was.
  const [used, setUsed] = useState<readonly DialogName[]>([]);
  const [typed, setTyped] = useState('');
  const value = useMemo(
    () => ({
      open(name: DialogName, about?: string) {
        setUsed((before) => (before.includes(name) ? before : [...before, name]));
        setTyped('');
        setCurrent({ name, about });
      },
    }),
    [],
  );
  return (
    <DialogsContext value={value}>
      {children}
      {used.map((name) => {
        const Current = dialogs[name];
        return <Current key={name} open={current?.name === name} about={current?.about} typed={typed} onType={setTyped} onClose={() => setCurrent(undefined)} />;
      })}
    </DialogsContext>
  );
}
