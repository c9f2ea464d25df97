import type { Plan, PlannedService, Split } from './plan';
import { externalNetworkOf, networksOf, sharedNetworkOf } from './plan';

/**
 * How far from the internet a service stands, as the networks of its container say. `stack`: all are on one network
 * and reach each other; with several, `edge` is only on that of the entry, `data` only on that of the data, and `app`
 * is in between: on a network of its own, or on both.
 */
export const trustZones = ['edge', 'stack', 'app', 'data'] as const;
export type TrustZone = (typeof trustZones)[number];

export interface Standing {
  readonly zone: TrustZone;
  /** Names as in the compose file. */
  readonly networks: readonly string[];
}

/** Networks that everything in a stack may meet on; those that one service has for itself say nothing of trust. */
const TIERS: readonly string[] = ['main', 'app', 'data'];

/** From the internet to the data, each once. */
export function ordered(networks: readonly string[]): string[] {
  const rank = (name: string) => (TIERS.includes(name) ? TIERS.indexOf(name) : TIERS.length);
  return [...new Set(networks)].sort((a, b) => rank(a) - rank(b));
}

/** The networks of a service's container, as the compose file lists them, or would list them with another split. */
export function containerNetworks(planned: PlannedService, plan: Plan, split: Split = plan.stack.hardening.networks): string[] {
  const { service } = planned.compose;
  const external = sharedNetworkOf(plan);
  // Without a container of its own it is the shared entry, which is on the network that it shares.
  if (!service) return external ? [external.id] : [];
  if (service.offline) return [];
  const joined = externalNetworkOf(planned, plan);
  return ordered([...networksOf(planned, split), ...(service.networks ?? []), ...(joined ? [joined.id] : [])]);
}

function zoneOf(tiers: readonly string[], isSplit: boolean): TrustZone {
  if (tiers.length === 0) return 'edge';
  if (!isSplit) return 'stack';
  if (tiers.length > 1) return 'app';
  return tiers[0] === 'data' || tiers[0] === 'app' ? tiers[0] : 'edge';
}

/** Where every service of a design stands, or would stand with another split of its networks. */
export function standingsOf(plan: Plan, split?: Split): Record<string, Standing> {
  const networks = plan.services.map((planned) => [planned.bound.id, containerNetworks(planned, plan, split)] as const);
  const tiersOf = (names: readonly string[]) => names.filter((name) => TIERS.includes(name));
  const isSplit = new Set(networks.flatMap(([, names]) => tiersOf(names))).size > 1;
  return Object.fromEntries(networks.map(([id, names]) => [id, { zone: zoneOf(tiersOf(names), isSplit), networks: names }]));
}

/** Whether a network of a stack has no way out to the internet. */
export function isInternal(network: string): boolean {
  return TIERS.includes(network) && network !== 'main';
}
