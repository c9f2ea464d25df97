import type { Exposure, Network } from '../kit/exposure';

export const trustZones = ['internet', 'edge', 'application', 'data'] as const;
export type TrustZone = (typeof trustZones)[number];

export interface ZoneOf {
  readonly zone: TrustZone;
  /** The networks that make it; several internal ones may be one zone. */
  readonly networks: readonly string[];
  /** Services whose most exposed network is here, in the order of the compose file. */
  readonly members: readonly string[];
  /** Services of a zone further out that are on a network of this one too: the ways in. */
  readonly guests: readonly string[];
  /** Whoever is here may call the internet. */
  readonly leadsOut: boolean;
}

/** Whether a network is for a way out alone: not internal, and no door from outside is on it. */
function isWayOut(network: Network, { services }: Exposure, hasDoor: boolean): boolean {
  return !network.internal && !network.external && hasDoor && !network.members.some((id) => services.some((service) => service.id === id && service.ports.length > 0));
}

/** Names that the generator gives to internal networks; another one belongs to whoever is furthest out on it. */
const NAMED: Readonly<Record<string, TrustZone>> = { app: 'application', data: 'data' };

function zoneOf(network: Network, exposure: Exposure): TrustZone | undefined {
  const hasDoor = exposure.services.some(({ ports }) => ports.length > 0);
  if (isWayOut(network, exposure, hasDoor)) return undefined;
  if (!network.internal) return 'edge';
  return NAMED[network.id] ?? (network.members.some((id) => id === exposure.edge) ? 'edge' : 'application');
}

/**
 * Trust zones from the networks that there are. A service belongs to the outermost zone that it is on, because from
 * there it can be attacked first: with one network for all there is one zone for all.
 */
export function zones(exposure: Exposure): ZoneOf[] {
  const placed = exposure.networks.flatMap((network) => {
    const zone = zoneOf(network, exposure);
    return zone === undefined ? [] : [{ network, zone }];
  });
  const outermost = (id: string) => trustZones.find((zone) => placed.some((each) => each.zone === zone && each.network.members.includes(id)));
  const all = exposure.services.map(({ id }) => id);
  return trustZones.map((zone) => {
    const here = placed.filter((each) => each.zone === zone).map(({ network }) => network);
    const on = all.filter((id) => here.some(({ members }) => members.includes(id)));
    return {
      zone,
      networks: here.map(({ id }) => id),
      members: on.filter((id) => outermost(id) === zone),
      guests: on.filter((id) => outermost(id) !== zone),
      leadsOut: zone === 'internet' || here.some(({ internal }) => !internal),
    };
  });
}

/** Services on no network at all: nobody reaches them and they reach nobody. */
export function apart({ services }: Exposure): string[] {
  return services.filter(({ networks }) => networks.length === 0).map(({ id }) => id);
}

/** Services that may call the internet, because one of their networks has a way out. */
export function callsOut({ services, networks }: Exposure): string[] {
  const out = new Set(networks.filter(({ internal }) => !internal).map(({ id }) => id));
  return services.filter((service) => service.networks.some((id) => out.has(id))).map(({ id }) => id);
}
