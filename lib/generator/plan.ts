import { capabilities } from '../kit/capabilities';
import type { ComposeContribution, ComposeService, WaitFor } from '../kit/compose';
import type { Connection } from '../kit/connection';
import type { BoundService, Context, Edge } from '../kit/service';
import type { Text } from '../kit/text';
import { bind, connectionsOf, factsOf, type Stack } from '../stack';

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

export function planOf(stack: Stack): Plan {
  const all = bind(stack);
  const active = connectionsOf(all).filter((connection) => connection.active);
  const services = all.map((bound) => {
    const context: Context = {
      ...factsOf(stack),
      outgoing: active.filter(({ from }) => from === bound.id),
      incoming: active.filter(({ to }) => to === bound.id),
    };
    return { bound, context, compose: bound.compose(context) };
  });
  return { stack, services, connections: active };
}

/** The network that a connection uses; all are one unless the design keeps data apart. */
function networkOf({ capability }: Connection, plan: Plan): string {
  return plan.stack.hardening.separateDataNetwork ? capabilities[capability].network : 'main';
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names.length > 0 ? names : ['main'])];
}

export function networksOf({ context }: PlannedService, plan: Plan): string[] {
  return distinct([...context.outgoing, ...context.incoming].map((connection) => networkOf(connection, plan)));
}

/** A helper without networks of its own reaches what its service calls, and is not called itself. */
export function companionNetworks(companion: ComposeService, { context }: PlannedService, plan: Plan): string[] {
  if (companion.networks) return [];
  return distinct(context.outgoing.map((connection) => networkOf(connection, plan)));
}

/** Whom a service waits for at the start. */
export function waitsOf({ context }: PlannedService): Record<string, WaitFor> {
  const waits: Record<string, WaitFor> = {};
  for (const { to, capability } of context.outgoing) {
    const wait = capabilities[capability].waitFor;
    if (wait) waits[to] = wait;
  }
  return waits;
}

function edgesOf(plan: Plan): Edge[] {
  return plan.services.flatMap(({ bound, context }) => bound.edge(context) ?? []);
}

/** What the edge writes onto the container behind a route. */
export function labelsOf({ bound, context }: PlannedService, plan: Plan): Record<string, Text> {
  const routes = context.incoming.flatMap(({ route }) => (route ? [{ service: bound.id, route }] : []));
  return Object.assign({}, ...edgesOf(plan).map((edge) => edge.labels(routes)));
}
