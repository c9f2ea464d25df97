import type { Document } from './document';

interface Step {
  readonly document: Document;
  /** What led away from this document, in words: "Remove pgAdmin". */
  readonly label: string;
}

/**
 * All states of the document that a person can go back and forward to. Small edits that belong together (the keys of
 * one word, the moves of one node) carry the same mark and become one step, until the mark is closed.
 */
export interface History {
  readonly past: readonly Step[];
  readonly present: Document;
  readonly future: readonly Step[];
  readonly mark?: string;
}

/** Steps that are kept; a step shares nearly all of its data with its neighbours. */
const LIMIT = 300;

export function startHistory(document: Document): History {
  return { past: [], present: document, future: [] };
}

export interface Edit {
  readonly document: Document;
  readonly label: string;
  /** Edits with the same mark in a row become one step. */
  readonly mark?: string;
}

export function record(history: History, edit: Edit): History {
  if (edit.document === history.present) return history;
  const goesOn = edit.mark !== undefined && edit.mark === history.mark;
  const step = { document: history.present, label: edit.label };
  return {
    past: goesOn ? history.past : [...history.past, step].slice(-LIMIT),
    present: edit.document,
    future: [],
    ...(edit.mark !== undefined && { mark: edit.mark }),
  };
}

/** The next edit begins a step of its own. */
export function closeMark(history: History): History {
  if (history.mark === undefined) return history;
  const { mark: _, ...closed } = history;
  return closed;
}

export function undo(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    past: history.past.slice(0, -1),
    present: step.document,
    future: [{ document: history.present, label: step.label }, ...history.future],
  };
}

export function redo(history: History): History {
  const [step, ...rest] = history.future;
  if (!step) return history;
  return {
    past: [...history.past, { document: history.present, label: step.label }],
    present: step.document,
    future: rest,
  };
}

export function undoLabel(history: History): string | undefined {
  return history.past.at(-1)?.label;
}

export function redoLabel(history: History): string | undefined {
  return history.future[0]?.label;
}
