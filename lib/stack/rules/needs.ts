import { capabilities } from '../../kit/capabilities';
import type { Facts } from '../../kit/facts';
import type { Problem } from '../../kit/finding';
import type { Change, Remedy } from '../../kit/remedy';
import type { BoundService } from '../../kit/service';
import { services, type ServiceId } from '../../services';
import { definitionOf, isServiceId, placeOf } from '../containers';
import { missingNeeds, providersOf } from '../needs';

const withAdded = (id: ServiceId): Change => ({ kind: 'set', path: placeOf(id), to: services[id].schema.parse({}) });

type Missing = ReturnType<typeof missingNeeds>[number];

/** Somebody who offers it, or else to do without who needs it. */
function remediesFor({ by, toggle }: Missing, providers: readonly ServiceId[]): Remedy[] {
  const place = placeOf(by.id);
  const without: Change[] = toggle
    ? [{ kind: 'set', path: [...place, toggle.field], to: toggle.off }]
    : definitionOf(by.id)?.presence === 'required' ? [] : [{ kind: 'remove', path: place }];
  return [...providers.map((id) => [withAdded(id)]), ...without.map((change) => [change])];
}

/** Whoever cannot be without something needs somebody in the design who offers it. */
export function needProblems(bound: readonly BoundService[], facts: Facts): Problem[] {
  return missingNeeds(bound).map((missing) => {
    const { by, capability, toggle } = missing;
    const providers = providersOf(capability, facts);
    return {
      id: 'needs/missing',
      path: isServiceId(by.id) ? placeOf(by.id) : [...placeOf(by.id), ...(toggle ? [toggle.field] : [])],
      message: `${by.title} needs what is called ${capabilities[capability].title} here: add ${providers.map((id) => services[id].title).join(' or ')}`,
      remedies: remediesFor(missing, providers),
    };
  });
}
