import { capabilities } from '../kit/capabilities';
import type { WaitFor } from '../kit/compose';
import type { EdgeWords, RoutedTo } from '../kit/service';
import type { Text } from '../kit/text';
import { edgesOf, type Plan, type PlannedService } from '../stack';

/** Whom a service waits for at the start. */
export function waitsOf({ context }: PlannedService): Record<string, WaitFor> {
  const waits: Record<string, WaitFor> = {};
  for (const { to, capability } of context.outgoing) {
    const wait = capabilities[capability].waitFor;
    if (wait) waits[to] = wait;
  }
  return waits;
}

/** What documents say of the edge. @throws Error when a design has none. */
export function edgeWordsOf(plan: Plan): EdgeWords {
  const [edge] = edgesOf(plan);
  if (!edge) throw new Error('a design has no edge');
  return edge.words;
}

function routesTo({ bound, context }: PlannedService): RoutedTo[] {
  return context.incoming.flatMap(({ route }) => (route ? [{ service: bound.id, route }] : []));
}

/** What of it is different in development. */
export function developmentLabelsOf(planned: PlannedService, plan: Plan): Record<string, Text> {
  return Object.assign({}, ...edgesOf(plan).map((edge) => edge.developmentLabels?.(routesTo(planned)) ?? {}));
}

/** What the edge writes onto the container behind a route. */
export function labelsOf(planned: PlannedService, plan: Plan): Record<string, Text> {
  return Object.assign({}, ...edgesOf(plan).map((edge) => edge.labels(routesTo(planned))));
}
