import type { Exposure, Reached } from '../kit/exposure';

/** Somebody who can open a connection to a service. */
export interface Reacher {
  readonly service: string;
  /** Networks that both are on. */
  readonly networks: readonly string[];
  /** Ports of the one asked about that it is known to call. */
  readonly ports: readonly number[];
  /** It was given the address: it is meant to. All others only could, those that merely start after it among them. */
  readonly calls: boolean;
  /** How the internet comes to it: whoever takes it over stands before the one asked about. */
  readonly internet: readonly Reached[];
}

/** The same for somebody outside of this stack, on a network that the host has for several. */
export interface Outsider extends Omit<Reacher, 'service'> {
  /** The edge that is the host's, or whatever else is on the network. */
  readonly who: 'edge' | 'others';
}

/** What the internet reaches: each way in with all that stands on it, in the order in which the edge decides. */
export function whatTheInternetReaches({ reached }: Exposure): readonly Reached[] {
  return reached.filter(({ local }) => !local);
}

/**
 * The ways from the internet to a service. To the edge leads each of its doors, whatever it then does with a request:
 * it is the program that everybody talks to.
 */
export function waysTo(exposure: Exposure, id: string): readonly Reached[] {
  const { edge } = exposure;
  return whatTheInternetReaches(exposure).filter(({ does, service, router }) => (does === 'forward' && service === id) || (edge === id && router !== undefined));
}

const ordered = (calls: readonly { readonly port?: number }[]): number[] => [...new Set(calls.flatMap(({ port }) => port ?? []))].sort((a, b) => a - b);

/** Who shares a network with a service and so reaches all of its ports; those that are meant to come first. */
export function whoReaches(exposure: Exposure, id: string): Reacher[] {
  const asked = exposure.services.find((service) => service.id === id);
  if (!asked) return [];
  const callsBy = (caller: string) => exposure.calls.filter(({ from, to }) => from === caller && to === id);
  const others = exposure.services.filter((service) => service.id !== id && service.networks.some((network) => asked.networks.includes(network)));
  return others
    .map((service) => ({
      service: service.id,
      networks: service.networks.filter((network) => asked.networks.includes(network)),
      ports: ordered(callsBy(service.id)),
      calls: callsBy(service.id).length > 0,
      internet: waysTo(exposure, service.id),
    }))
    .sort((a, b) => Number(b.calls) - Number(a.calls));
}

/**
 * Who gets to a service from outside of this stack: all on a network that was not made by it, first of them the edge of
 * the host, if the labels route to the service and no container of the stack is the edge.
 */
export function outsidersTo(exposure: Exposure, id: string): Outsider[] {
  const asked = exposure.services.find((service) => service.id === id);
  const networks = exposure.networks.filter(({ id: network, external }) => external && asked?.networks.includes(network)).map((network) => network.id);
  const routed = exposure.edge === undefined ? exposure.routers.filter(({ service }) => service === id) : [];
  return [
    ...(routed.length > 0 ? [{ who: 'edge', networks, ports: ordered(routed), calls: true, internet: waysTo(exposure, id) } as const] : []),
    ...(networks.length > 0 ? [{ who: 'others', networks, ports: [], calls: false, internet: [] } as const] : []),
  ];
}
