import type { Change } from '../kit/remedy';
import { isServiceId, removeContainer, removeService } from '../stack';
import type { Draft } from './document';
import { withoutValue, withValue, type Path } from './path';

/** A whole service or container. */
function memberAt([part, id, ...rest]: Path): string | undefined {
  return (part === 'services' || part === 'containers') && rest.length === 0 ? String(id) : undefined;
}

function applied(draft: Draft, change: Change): Draft {
  if (change.kind === 'ask') return draft;
  if (change.kind === 'set') return withValue(draft, change.path, change.to);
  const member = memberAt(change.path);
  if (member === undefined) return withoutValue(draft, change.path);
  return isServiceId(member) ? removeService(draft, member) : removeContainer(draft, member);
}

/** A draft with changes made to it; what is left to the person stays as it is. */
export function applyChanges(draft: Draft, changes: readonly Change[]): Draft {
  return changes.reduce(applied, draft);
}
