import { createStore, type StoreApi } from 'zustand/vanilla';
import { sameJson } from '../kit/same-json';
import { openDesign } from './commands';
import type { Editor } from './editor';
import { parseStored, type Stored, storedText } from './stored';

/** Where one text is kept for all tabs of a browser. It never throws. */
export interface Shelf {
  read(): string | null;
  /** @returns false when the storage is full or blocked. */
  write(text: string): boolean;
}

export interface Keeping {
  /** Whether the browser holds the design as it is now; `refused` until a write succeeds again. */
  readonly kept: 'yes' | 'refused';
  /** What another tab has written since: nothing is written here until the person has chosen. */
  readonly elsewhere: Stored | undefined;
}

/** Keeps the design of one tab, beside other tabs that do the same. */
export interface Keeper {
  readonly store: StoreApi<Keeping>;
  /** Writes the design if it has changed. */
  save(): void;
  /** Looks whether another tab has written. */
  look(): void;
  /** Shows what the other tab wrote: one step, which can be undone. */
  takeTheirs(): void;
  /** Writes what this tab has over it; whoever calls has put theirs aside. */
  keepMine(): void;
  /** Whether edits would be lost if the tab closed now. */
  unsaved(): boolean;
}

/** `writer` is a name that no other tab has. What stands on the shelf now is what `editor` began with. */
export function createKeeper(editor: Editor, shelf: Shelf, writer: string): Keeper {
  const store = createStore<Keeping>(() => ({ kept: 'yes', elsewhere: undefined }));
  const draft = () => editor.store.getState().document.draft;
  let known = shelf.read();
  let revision = (known === null ? undefined : parseStored(known))?.revision ?? 0;
  let saved = draft();

  const adopt = (stored: Stored, text: string) => {
    known = text;
    revision = stored.revision;
    saved = stored.draft;
    store.setState({ kept: 'yes', elsewhere: undefined });
  };

  /** @returns whether another tab has written something else, and the person has to choose. */
  const look = (): boolean => {
    const text = shelf.read();
    if (text === null || text === known) return store.getState().elsewhere !== undefined;
    const stored = parseStored(text);
    // What nobody can read is nobody's work.
    if (!stored) return false;
    if (sameJson(stored.draft, draft())) {
      adopt({ ...stored, draft: draft() }, text);
      return false;
    }
    known = text;
    store.setState({ elsewhere: stored });
    return true;
  };

  const write = () => {
    const now = draft();
    const text = storedText({ draft: now, revision: revision + 1, writer });
    if (shelf.write(text)) adopt({ draft: now, revision: revision + 1, writer }, text);
    else store.setState({ kept: 'refused' });
  };

  return {
    store,
    save() {
      if (look()) return;
      if (draft() !== saved || store.getState().kept === 'refused') write();
    },
    look: () => void look(),
    takeTheirs() {
      const { elsewhere } = store.getState();
      if (!elsewhere) return;
      editor.run(openDesign, { stack: elsewhere.draft, label: 'Take the design of the other tab' });
      adopt({ ...elsewhere, draft: draft() }, known ?? '');
    },
    keepMine() {
      const { elsewhere } = store.getState();
      if (!elsewhere) return;
      revision = elsewhere.revision;
      store.setState({ elsewhere: undefined });
      write();
    },
    unsaved: () => draft() !== saved,
  };
}
