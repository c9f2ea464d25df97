import { addContainer as add, nameProblem, renameContainer as rename } from '../../stack';
import type { Command } from './command';

export interface ContainerArgs {
  readonly name: string;
}

export const addContainer: Command<ContainerArgs> = {
  id: 'add-container',
  label: (_, { name }) => `Add ${name}`,
  available: ({ document }, { name }) => nameProblem(document.draft, name) === undefined,
  run: (document, { name }) => ({ ...document, draft: add(document.draft, name) }),
};

export interface FromTo {
  readonly from: string;
  readonly to: string;
}

function canBecome(draft: Parameters<typeof nameProblem>[0], { from, to }: FromTo): boolean {
  return Object.hasOwn(draft.containers ?? {}, from) && nameProblem(draft, to) === undefined;
}

export const duplicateContainer: Command<FromTo> = {
  id: 'duplicate-container',
  label: (_, { from }) => `Duplicate ${from}`,
  available: ({ document }, args) => canBecome(document.draft, args),
  run: (document, { from, to }) => ({ ...document, draft: add(document.draft, to, document.draft.containers?.[from]) }),
};

export const renameContainer: Command<FromTo> = {
  id: 'rename-container',
  label: (_, { from, to }) => `Rename ${from} to ${to}`,
  available: ({ document }, { from, to }) => {
    const { [from]: _own, ...others } = document.draft.containers ?? {};
    return Object.hasOwn(document.draft.containers ?? {}, from) && nameProblem({ ...document.draft, containers: others }, to) === undefined && from !== to;
  },
  run: (document, { from, to }) => ({ ...document, draft: rename(document.draft, from, to) }),
};
