import { capabilities } from '../kit/capabilities';
import type { ComposeContribution, ComposeService } from '../kit/compose';
import type { Connection } from '../kit/connection';
import type { Hardening } from '../kit/hardening';
import { oncePer } from '../kit/remembered';
import type { BoundService, Context, Edge, ExternalNetwork } from '../kit/service';
import { bind, connections, factsOf } from './connections';
import type { Stack } from './schema';

/** Networks of a stack, besides those that a service has for itself. Only the first and the last lead to the internet. */
export const stackNetworks = ['main', 'app', 'data', 'egress'] as const;
export type Network = (typeof stackNetworks)[number];

/** How far the networks of a stack are split. */
export type Split = Hardening['networks'];

/** Which network the connections of each kind use, by how far a design splits them. */
const NETWORKS: Record<Split, Record<'main' | 'app' | 'data', Network>> = {
  one: { main: 'main', app: 'main', data: 'main' },
  data: { main: 'main', app: 'main', data: 'data' },
  tiers: { main: 'main', app: 'app', data: 'data' },
};

/** A service of a design with everything that it contributes, computed once and read by every writer. */
export interface PlannedService {
  readonly bound: BoundService;
  readonly context: Context;
  readonly compose: ComposeContribution;
}

export interface Plan {
  readonly stack: Stack;
  readonly services: readonly PlannedService[];
  /** Active connections only. */
  readonly connections: readonly Connection[];
}

/** The plan of a design; the diagram and every writer read the same one. */
export const planOf = oncePer((stack: Stack): Plan => {
  const all = bind(stack);
  const active = connections(stack).filter((connection) => connection.active);
  const services = all.map((bound) => {
    const context: Context = {
      ...factsOf(stack),
      outgoing: active.filter(({ from }) => from === bound.id),
      incoming: active.filter(({ to }) => to === bound.id),
    };
    return { bound, context, compose: bound.compose(context) };
  });
  return { stack, services, connections: active };
});


/** Where a container is. One without any connection is on the network of the applications; one that calls out has a way to. */
function networksFor(connections: readonly Connection[], { egress, reachable }: Pick<ComposeService, 'egress' | 'reachable'>, split: Split): Network[] {
  const networks = NETWORKS[split];
  const joined = new Set<Network>(connections.map(({ capability }) => networks[capabilities[capability].network]));
  const meeting = networks.app;
  if (reachable || joined.size === 0) joined.add(meeting);
  if (egress && !joined.has('main')) joined.add('egress');
  return [...joined];
}

/** The networks that a service is on through its connections, as the design splits them or as another one would. */
export function networksOf({ context, compose }: PlannedService, split: Split): Network[] {
  return networksFor([...context.outgoing, ...context.incoming], compose.service ?? {}, split);
}

/** A helper without networks of its own reaches what its service calls, and is not called itself. */
export function companionNetworks(companion: ComposeService, { context }: PlannedService, plan: Plan): Network[] {
  return companion.networks || companion.offline ? [] : networksFor(context.outgoing, companion, plan.stack.hardening.networks);
}

/** What is said by those that let requests in: one of them in every design. */
export const edgesOf = oncePer((plan: Plan): readonly Edge[] => plan.services.flatMap(({ bound, context }) => bound.edge(context) ?? []));

/** The network of a shared edge, where the edge is not this stack's own. */
export function sharedNetworkOf(plan: Plan): ExternalNetwork | undefined {
  return edgesOf(plan).find(({ network }) => network)?.network;
}

/** The network that a service joins so that a shared edge reaches it. */
export function externalNetworkOf({ context }: PlannedService, plan: Plan): ExternalNetwork | undefined {
  return context.incoming.some(({ route }) => route) ? sharedNetworkOf(plan) : undefined;
}
