import { services } from '../../services';
import { removeService as remove } from '../../stack';
import type { ServiceArgs } from './add-service';
import type { Command } from './command';

export const removeService: Command<ServiceArgs> = {
  id: 'remove-service',
  label: (_, { id }) => `Remove ${services[id].title}`,
  available: ({ document }, { id }) => services[id].presence !== 'required' && document.draft.services[id] !== undefined,
  run: (document, { id }) => ({ ...document, draft: remove(document.draft, id) }),
};
