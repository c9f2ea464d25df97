import type { Capability, Need } from '../kit/capabilities';
import type { Facts } from '../kit/facts';
import type { BoundService } from '../kit/service';
import { serviceIds, services, type ServiceId } from '../services';

/** Services that offer a capability when they are added. */
export function providersOf(capability: Capability, facts: Facts): ServiceId[] {
  return serviceIds.filter((id) => services[id].bind({}, facts).offers.some((offer) => offer.capability === capability));
}

/** What somebody in the design cannot be without and nobody in it offers. */
export function missingNeeds(bound: readonly BoundService[]): (Need & { readonly by: BoundService })[] {
  const offered = new Set(bound.flatMap(({ offers }) => offers.map(({ capability }) => capability)));
  return bound.flatMap((by) =>
    by.needs.filter(({ active, optional, capability }) => active && !optional && !offered.has(capability)).map((need) => ({ ...need, by })),
  );
}
