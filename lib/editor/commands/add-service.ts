import { serviceIds, services, type ServiceId } from '../../services';
import { addService as add } from '../../stack';
import type { Command } from './command';

export interface ServiceArgs {
  readonly id: ServiceId;
}

export const addService: Command<ServiceArgs> = {
  id: 'add-service',
  label: (_, { id }) => `Add ${services[id].title}`,
  available: ({ document }, { id }) => document.draft.services[id] === undefined,
  run: (document, { id }) => ({ ...document, draft: add(document.draft, id) }),
};

/** What can be added to a design now. */
export function addable(services: Readonly<Record<string, unknown>>): ServiceId[] {
  return serviceIds.filter((id) => services[id] === undefined);
}
