import { capabilities, type Route } from '../kit/capabilities';
import type { Connection } from '../kit/connection';
import type { BoundService } from '../kit/service';
import type { Facts } from '../kit/facts';
import { oncePer } from '../kit/remembered';
import { definitionOf, memberIds } from './containers';
import type { Stack } from './schema';

export function factsOf(stack: Stack): Facts {
  const { project, tls, hardening, observability } = stack;
  return { project, tls, hardening, observability };
}

/** The services of a design with their configuration applied, in the registry's order, and then the owner's containers. */
export const bind = oncePer((stack: Stack): readonly BoundService[] => {
  const facts = factsOf(stack);
  const configs: Readonly<Record<string, unknown>> = { ...stack.services, ...stack.containers };
  return memberIds(stack).flatMap((id) => definitionOf(id)?.bind(configs[id], facts) ?? []);
});

function needConnections(from: BoundService, all: readonly BoundService[]): Connection[] {
  return from.needs.flatMap((need) =>
    all.flatMap((to) =>
      to.offers
        .filter((offer) => offer.capability === need.capability)
        .map((offer) => ({
          id: `${from.id}>${to.id}:${need.capability}`,
          from: from.id,
          to: to.id,
          capability: need.capability,
          label: `${capabilities[need.capability].label}${offer.program ? '' : ` → ${offer.port}`}`,
          active: need.active,
          offer,
          ...(need.toggle && { toggle: { ...need.toggle, service: from.id } }),
          ...(need.account && { account: need.account }),
          ...(need.tells && { tells: need.tells }),
        })),
    ),
  );
}

/** Of the active routes for one path, the one with the highest rank. */
function winners(all: readonly BoundService[]): Set<Route> {
  const best = new Map<string, Route>();
  for (const route of all.flatMap((service) => service.routes)) {
    const known = best.get(route.path);
    if (route.active && (!known || (route.rank ?? 0) > (known.rank ?? 0))) best.set(route.path, route);
  }
  return new Set(best.values());
}

function routeConnections(to: BoundService, edges: readonly BoundService[], forwarded: ReadonlySet<Route>): Connection[] {
  return edges.flatMap((edge) =>
    to.routes
      .filter((route) => forwarded.has(route) || route.toggle)
      .map((route) => ({
        id: `${edge.id}>${to.id}:${route.id}`,
        from: edge.id,
        to: to.id,
        capability: 'edge' as const,
        label: `${route.path} → ${route.port}`,
        active: forwarded.has(route),
        route,
        ...(route.toggle && { toggle: { ...route.toggle, service: to.id } }),
      })),
  );
}

/** All connections between bound services: those that are there, and those that a person may switch on. */
export function connectionsOf(all: readonly BoundService[]): Connection[] {
  const edges = all.filter((service) => service.offers.some(({ capability }) => capability === 'edge'));
  const forwarded = winners(all);
  return [
    ...all.flatMap((to) => routeConnections(to, edges, forwarded)),
    ...all.flatMap((from) => needConnections(from, all)),
  ];
}

/** The connections of a design, active and possible ones. */
export const connections = oncePer((stack: Stack): readonly Connection[] => connectionsOf(bind(stack)));

export function capabilityTitle(connection: Connection): string {
  return capabilities[connection.capability].title;
}
