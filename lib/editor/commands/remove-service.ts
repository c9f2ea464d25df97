import { isServiceId, placeOf, removeContainer, removeService as remove } from '../../stack';
import { findService } from '../forms';
import { valueAt } from '../path';
import type { Command } from './command';

/** Takes out an optional service, or a container of the owner's. */
export const removeService: Command<{ readonly id: string }> = {
  id: 'remove-service',
  label: (_, { id }) => `Remove ${findService(id)?.title ?? id}`,
  available: ({ document }, { id }) => findService(id)?.presence !== 'required' && valueAt(document.draft, placeOf(id)) !== undefined,
  run: (document, { id }) => ({ ...document, draft: (isServiceId(id) ? remove(document.draft, id) : removeContainer(document.draft, id)) }),
};
