import { createContext, use } from 'react';

/** What opens over the page; each is loaded when it is asked for. */
export type DialogName = 'container' | 'palette' | 'picture' | 'presets' | 'rename' | 'share' | 'shortcuts' | 'versions';

/** What every one of them is told. */
export interface LoadedDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly about?: string | undefined;
  /** What was typed for it before it was there. */
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

export interface Dialogs {
  /** `about`: what it should begin with, if it knows several things. */
  open(name: DialogName, about?: string): void;
}

export const DialogsContext = createContext<Dialogs | null>(null);

/** @throws Error outside of the designer. */
export function useDialogs(): Dialogs {
  const dialogs = use(DialogsContext);
  if (!dialogs) throw new Error('useDialogs needs a DialogsProvider above it');
  return dialogs;
}
