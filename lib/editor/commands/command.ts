import type { Stack } from '../../stack';
import type { Document } from '../document';

/** What a command may look at to say whether and how it applies. */
export interface Situation {
  readonly document: Document;
  /** The nearest design that holds all rules. */
  readonly stack: Stack;
}

/** One thing a person can do to the design; toolbar, menu, keys and tests run the same object. */
export interface Command<Args> {
  readonly id: string;
  /** For a button and for "Undo …": a verb and what it acts on. */
  label(situation: Situation, args: Args): string;
  available(situation: Situation, args: Args): boolean;
  run(document: Document, args: Args): Document;
  /** Edits with the same mark in a row are one step of the history. */
  mark?(args: Args): string | undefined;
}
