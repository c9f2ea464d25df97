import { valueAt, withoutValue } from '../path';
import type { Command } from './command';

/** Forgets every position that a person chose: the diagram lays itself out again. */
export const tidyLayout: Command<void> = {
  id: 'tidy-layout',
  label: () => 'Tidy the diagram',
  available: ({ document }) => Object.keys(valueAt(document.draft, ['layout']) ?? {}).length > 0,
  run: (document) => ({ ...document, draft: withoutValue(document.draft, ['layout']) }),
};
