import type { Command } from '../command';
import { audit } from './audit';
import { diff } from './diff';
import { exportCommand } from './export';
import { link } from './link';
import { mcp } from './mcp';
import { newCommand } from './new';
import { open } from './open';
import { schema } from './schema';
import { upgrade } from './upgrade';
import { validate } from './validate';

/** In the order in which a person meets them. */
export const commands: readonly Command[] = [newCommand, validate, audit, exportCommand, diff, upgrade, link, open, schema, mcp];
