import { createContext, use } from 'react';

/** What opens over the page; each is loaded when it is asked for. */
export type DialogName = 'versions';

export interface Dialogs {
  open(name: DialogName): void;
}

export const DialogsContext = createContext<Dialogs | null>(null);

/** @throws Error outside of the designer. */
export function useDialogs(): Dialogs {
  const dialogs = use(DialogsContext);
  if (!dialogs) throw new Error('useDialogs needs a DialogsProvider above it');
  return dialogs;
}
