import type { Problem } from '../../kit/finding';
import type { Remedy } from '../../kit/remedy';
import type { BoundService } from '../../kit/service';
import type { Route } from '../../kit/capabilities';
import { placeOf } from '../containers';

/** Paths that the stack answers itself, besides the routes of services. */
const OWN_PATHS = ['/internal', '/healthz', '/health', '/assets', '/metrics', '/traefik', '/.edge'];

function overlaps(path: string, taken: string): boolean {
  return path === taken || path.startsWith(`${taken}/`);
}

/** The parts of the stack keep their paths; a container of the owner's has one only while it is routed. */
function takesItsPath({ kind, active }: Route): boolean {
  return active || kind !== 'custom';
}

/** No path that a person chose may lie on or below one that something else answers. */
export function routeProblems(bound: readonly BoundService[]): Problem[] {
  const routes = bound.flatMap((service) => service.routes.filter(takesItsPath).map((route) => ({ service: service.id, route })));
  const askedAt = ({ service, route }: (typeof routes)[number]): Remedy[] => (route.pathField === undefined ? [] : [[{ kind: 'ask', path: [...placeOf(service), route.pathField] }]]);
  return routes.flatMap((one) => {
    const { service, route } = one;
    if (route.pathField === undefined) return [];
    const isTaken = (path: string) => overlaps(route.path, path) || overlaps(path, route.path);
    const own = OWN_PATHS.find(isTaken);
    const others = routes.filter((other) => other.service !== service && other.route.kind !== 'site' && isTaken(other.route.path));
    const taken = own ?? others[0]?.route.path;
    if (taken === undefined) return [];
    // Of two that took the same path, either may leave it.
    const [rival] = own === undefined && others.length === 1 ? others : [];
    const remedies = [...askedAt(one), ...(rival ? askedAt(rival) : [])];
    return [{ id: 'routes/taken', path: [...placeOf(service), route.pathField], message: `${taken} is answered by another part of the stack: take another path`, remedies }];
  });
}
