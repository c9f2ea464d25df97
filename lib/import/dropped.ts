import type { Stack } from '../stack';

/** A file as a person dropped or named it. */
export interface Dropped {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Something that was read, or that was not, with where it stands. */
export interface Note {
  /** Line of the file, from 1; left out for what is true of the whole file. */
  readonly line?: number;
  readonly message: string;
}

/** What the design came from. `own`: a compose file of this tool; `foreign`: one of somebody else. */
export type Source = 'zip' | 'design' | 'own' | 'foreign';

/** A design with what is to be known of it, or why there is none: sentences, each naming its file. */
export type Opened =
  | {
      readonly ok: true;
      readonly stack: Stack;
      readonly source: Source;
      /** Name of the file that it was read from. */
      readonly name: string;
      /** How many services a compose file has; the design made of it may have others, too. */
      readonly services?: number;
      /** What became part of the design. */
      readonly understood: readonly Note[];
      /** What did not, by line, and which files were dropped with it in vain. */
      readonly left: readonly Note[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

export function refused(...problems: string[]): Opened {
  return { ok: false, problems };
}

/** By line, what is true of the whole file first; nothing twice. */
export function inOrder(notes: readonly Note[]): readonly Note[] {
  const seen = new Set<string>();
  const once = notes.filter(({ line, message }) => {
    const key = `${line ?? ''} ${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
  return once.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
