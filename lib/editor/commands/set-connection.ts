import type { Connection } from '../../kit/connection';
import { placeOf } from '../../stack';
import { findService } from '../forms';
import { valueAt, withValue } from '../path';
import type { Command } from './command';

export interface SetConnection {
  readonly connection: Connection;
  readonly on: boolean;
}

/** Draws or cuts a connection by setting the field that it is a view of. */
export const setConnection: Command<SetConnection> = {
  id: 'set-connection',
  label(_, { connection, on }) {
    const [from, to] = [connection.from, connection.to].map((id) => findService(id)?.title ?? id);
    return on ? `Connect ${from} to ${to}` : `Cut ${from} from ${to}`;
  },
  available: ({ document }, { connection, on }) =>
    connection.toggle !== undefined &&
    connection.active !== on &&
    valueAt(document.draft, placeOf(connection.toggle.service)) !== undefined,
  run(document, { connection, on }) {
    const { toggle } = connection;
    if (!toggle) return document;
    const value = on ? toggle.on : toggle.off;
    return { ...document, draft: withValue(document.draft, [...placeOf(toggle.service), toggle.field], value) };
  },
};
