import { capabilities } from '../../kit/capabilities';
import type { Facts } from '../../kit/facts';
import type { Problem } from '../../kit/finding';
import type { BoundService } from '../../kit/service';
import { services } from '../../services';
import { isServiceId, placeOf } from '../containers';
import { missingNeeds, providersOf } from '../needs';

/** Whoever cannot be without something needs somebody in the design who offers it. */
export function needProblems(bound: readonly BoundService[], facts: Facts): Problem[] {
  return missingNeeds(bound).map(({ by, capability, toggle }) => ({
    id: 'needs/missing',
    path: isServiceId(by.id) ? placeOf(by.id) : [...placeOf(by.id), ...(toggle ? [toggle.field] : [])],
    message: `${by.title} needs what is called ${capabilities[capability].title} here: add ${providersOf(capability, facts).map((id) => services[id].title).join(' or ')}`,
  }));
}
