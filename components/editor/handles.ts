import { createContext, use, useLayoutEffect } from 'react';

/** What parts of the page can do for others, while they are there. */
export interface Handles {
  /** Shows a file of the export, at a line if one is named. */
  openFile: (path: string, line?: number) => void;
  openPanel: (panel: 'files' | 'audit' | 'changes') => void;
  /** Or says what is to be corrected first. */
  download: () => void;
  /** Shows the design as a list, or as a diagram again. */
  toggleList: () => void;
  /** Reads files, and opens the design in them. */
  takeFiles: (files: readonly File[]) => void;
  fit: () => void;
  zoomIn: () => void;
  zoomOut: () => void;
}

export interface HandleBoard {
  /** @returns what takes the offer back. */
  offer<K extends keyof Handles>(name: K, run: Handles[K]): () => void;
  find<K extends keyof Handles>(name: K): Handles[K] | undefined;
}

export function createHandles(): HandleBoard {
  const offered: { [K in keyof Handles]?: Handles[K] | undefined } = {};
  return {
    offer(name, run) {
      offered[name] = run;
      return () => {
        if (offered[name] === run) offered[name] = undefined;
      };
    },
    find: (name) => offered[name],
  };
}

const HandlesContext = createContext(createHandles());

/** Offers something to the rest of the page for as long as the component is there. */
export function useHandle<K extends keyof Handles>(name: K, run: Handles[K]): void {
  const board = use(HandlesContext);
  useLayoutEffect(() => board.offer(name, run), [board, name, run]);
}

export function useHandles(): HandleBoard {
  return use(HandlesContext);
}
