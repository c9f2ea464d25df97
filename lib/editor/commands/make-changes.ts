import type { Change } from '../../kit/remedy';
import { applyChanges } from '../changes';
import type { Command } from './command';

export interface MakeChanges {
  readonly changes: readonly Change[];
  /** For "Undo …": what they are for. */
  readonly label: string;
}

/** Several changes as one step. */
export const makeChanges: Command<MakeChanges> = {
  id: 'make-changes',
  label: (_, { label }) => label,
  available: (_, { changes }) => changes.length > 0,
  run: (document, { changes }) => ({ ...document, draft: applyChanges(document.draft, changes) }),
};
