import type { Positions } from '../layout';
import { withValue } from '../path';
import type { Command } from './command';

/** Takes over places that a layout was computed for. */
export const arrange: Command<{ readonly positions: Positions }> = {
  id: 'arrange',
  label: () => 'Arrange the diagram',
  available: (_, { positions }) => Object.keys(positions).length > 0,
  run: (document, { positions }) => ({ ...document, draft: withValue(document.draft, ['layout'], positions) }),
};
