import type { Change, FixContext, ServiceRule } from '../kit/audit';
import { addService, bind, factsOf, isServiceId, placeOf, removeContainer, removeService, type Stack } from '../stack';
import { missingNeeds } from '../stack/needs';

type Members = Readonly<Record<string, object | undefined>>;

function configOf(stack: Stack, id: string): object | undefined {
  const [part] = placeOf(id);
  return (stack[part] as Members | undefined)?.[id];
}

/** Without a service or container, unless somebody cannot be without it. */
function without(stack: Stack, id: string): Stack | undefined {
  const left = isServiceId(id) ? removeService(stack, id) : removeContainer(stack, id);
  return left === stack || missingNeeds(bind(left)).length > 0 ? undefined : left;
}

function changed(stack: Stack, id: string, change: Change<object>): Stack | undefined {
  if (change === undefined) return undefined;
  if (change === 'remove') return without(stack, id);
  if (change === 'add') return isServiceId(id) ? addService(stack, id) : undefined;
  const [part] = placeOf(id);
  const members = (stack[part] ?? {}) as Members;
  return { ...stack, [part]: { ...members, [id]: { ...members[id], ...change } } } as Stack;
}

/** The design in which a finding of a service's rule is gone; undefined where the rule has no way to that. */
export function fixOf(rule: ServiceRule<object>, stack: Stack, id: string, context: Omit<FixContext, 'facts'>): Stack | undefined {
  const config = configOf(stack, id);
  if (config === undefined && !rule.whenAbsent) return undefined;
  return changed(stack, id, rule.fix?.change(config ?? {}, { ...context, facts: factsOf(stack) }));
}
