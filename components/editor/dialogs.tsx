import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { type DialogName, DialogsContext } from './dialogs-context';

export interface LoadedDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

const dialogs = {
  versions: lazy(async () => ({ default: (await import('@/components/versions')).VersionsDialog })),
} satisfies Record<DialogName, unknown>;

/** Holds what opens over the page, for everything below that may open it. */
export function DialogsProvider({ children }: { readonly children: ReactNode }) {
  const [current, setCurrent] = useState<DialogName>();
  // Once loaded it stays: a dialog that closes gives the focus back to where it was.
  const [used, setUsed] = useState<readonly DialogName[]>([]);
  const value = useMemo(
    () => ({
      open(name: DialogName) {
        setUsed((before) => (before.includes(name) ? before : [...before, name]));
        setCurrent(name);
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
            <Current open={current === name} onClose={() => setCurrent(undefined)} />
          </Suspense>
        );
      })}
    </DialogsContext>
  );
}
