import type { Connection } from '../kit/connection';
import { findConnection, type Found, type Stack } from '../stack';

/** What a line between two services would connect; people draw it from either end. */
export function drawn(stack: Stack, from: string, to: string): Found {
  const found = findConnection(stack, from, to);
  if (!('reason' in found)) return canBeDrawn(found.connection);
  const turned = findConnection(stack, to, from);
  return 'reason' in turned ? found : canBeDrawn(turned.connection);
}

function canBeDrawn(connection: Connection): Found {
  return connection.toggle ? { connection } : { reason: 'This connection comes with the services themselves: it is not drawn by hand.' };
}
