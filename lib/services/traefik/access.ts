import type { RoutedTo } from '../../kit/service';
import type { Traefik } from './schema';

/** A route with the allowlist that the design gives to its kind; the admins' own guards stay. */
export function guarded(to: RoutedTo, config: Traefik): RoutedTo {
  const { kind, guard } = to.route;
  const lists: Partial<Record<typeof kind, readonly string[]>> = { site: config.siteAllow, api: config.apiAllow };
  const allow = lists[kind] ?? [];
  return allow.length === 0 || guard ? to : { ...to, route: { ...to.route, guard: { allow, basicAuth: false } } };
}
