import { findService } from '../forms';
import type { Point } from '../geometry';
import { withValue } from '../path';
import type { Command } from './command';

export interface MoveNode {
  readonly id: string;
  readonly to: Point;
}

export const moveNode: Command<MoveNode> = {
  id: 'move-node',
  label: (_, { id }) => `Move ${findService(id)?.title ?? id}`,
  available: () => true,
  run: (document, { id, to }) => ({
    ...document,
    draft: withValue(document.draft, ['layout', id], { x: Math.round(to.x), y: Math.round(to.y) }),
  }),
  mark: ({ id }) => `move ${id}`,
};
