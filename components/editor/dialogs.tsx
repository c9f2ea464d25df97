import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { type DialogName, DialogsContext } from './dialogs-context';

const dialogs = {
  container: lazy(async () => ({ default: (await import('./container-dialogs')).NewContainer })),
  rename: lazy(async () => ({ default: (await import('./container-dialogs')).RenameContainer })),
  palette: lazy(async () => ({ default: (await import('@/components/palette')).PaletteDialog })),
  picture: lazy(async () => ({ default: (await import('@/components/picture')).PictureDialog })),
  presets: lazy(async () => ({ default: (await import('@/components/presets')).PresetsDialog })),
  share: lazy(async () => ({ default: (await import('@/components/share/share-dialog')).ShareDialog })),
  shortcuts: lazy(async () => ({ default: (await import('@/components/shortcuts')).ShortcutsDialog })),
  versions: lazy(async () => ({ default: (await import('@/components/versions')).VersionsDialog })),
} satisfies Record<DialogName, unknown>;

/** Holds what opens over the page, for everything below that may open it. */
export function DialogsProvider({ children }: { readonly children: ReactNode }) {
  const [current, setCurrent] = useState<{ readonly name: DialogName; readonly about: string | undefined }>();
  // Once loaded it stays: a dialog that closes gives the focus back to where it was.
  const [used, setUsed] = useState<readonly DialogName[]>([]);
  const value = useMemo(
    () => ({
      open(name: DialogName, about?: string) {
        setUsed((before) => (before.includes(name) ? before : [...before, name]));
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
        return (
          <Suspense key={name} fallback={null}>
            <Current open={current?.name === name} about={current?.about} onClose={() => setCurrent(undefined)} />
          </Suspense>
        );
      })}
    </DialogsContext>
  );
}
