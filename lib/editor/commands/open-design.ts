import type { Stack } from '../../stack';
import type { Command } from './command';

export interface OpenDesign {
  readonly stack: Stack;
  /** Where it came from, for "Undo …": "Open the shared design". */
  readonly label: string;
}

export const openDesign: Command<OpenDesign> = {
  id: 'open-design',
  label: (_, { label }) => label,
  available: () => true,
  run: (document, { stack }) => ({ ...document, draft: stack }),
};
