import { capabilities, type Capability } from '../../kit/capabilities';
import type { Facts } from '../../kit/facts';
import type { Problem } from '../../kit/finding';
import type { BoundService } from '../../kit/service';
import { serviceIds, services } from '../../services';

function offering(capability: Capability, facts: Facts): string {
  const all = serviceIds.filter((id) => services[id].bind({}, facts).offers.some((offer) => offer.capability === capability));
  return all.map((id) => services[id].title).join(' or ');
}

/** Whoever cannot be without something needs somebody in the design who offers it. */
export function needProblems(bound: readonly BoundService[], facts: Facts): Problem[] {
  const offered = new Set(bound.flatMap(({ offers }) => offers.map(({ capability }) => capability)));
  return bound.flatMap(({ id, title, needs }) =>
    needs
      .filter(({ active, optional, capability }) => active && !optional && !offered.has(capability))
      .map(({ capability }) => ({
        id: 'needs/missing',
        path: ['services', id],
        message: `${title} needs what is called ${capabilities[capability].title} here: add ${offering(capability, facts)}`,
      })),
  );
}
