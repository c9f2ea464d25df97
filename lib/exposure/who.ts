import type { Exposure, Reached, RunningService } from '../kit/exposure';

/** Somebody who can open a connection to a service. */
export interface Reacher {
  readonly service: string;
  /** Networks that both are on. */
  readonly networks: readonly string[];
  /** Ports of the one asked about that somebody is known to call. */
  readonly ports: readonly number[];
  /** It was given the address, or starts after it: it is meant to. All others only could. */
  readonly calls: boolean;
  /** How the internet comes to it: whoever takes it over stands before the one asked about. */
  readonly internet: readonly Reached[];
}

function waitsFor({ data }: RunningService, id: string): boolean {
  const { depends_on: others = [] } = data;
  return Array.isArray(others) ? others.includes(id) : typeof others === 'object' && others !== null && Object.hasOwn(others, id);
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

/** Who shares a network with a service and so reaches all of its ports; those that are meant to come first. */
export function whoReaches(exposure: Exposure, id: string): Reacher[] {
  const asked = exposure.services.find((service) => service.id === id);
  if (!asked) return [];
  const ports = [...new Set(exposure.calls.filter(({ to }) => to === id).map(({ port }) => port))].sort((a, b) => a - b);
  const others = exposure.services.filter((service) => service.id !== id && service.networks.some((network) => asked.networks.includes(network)));
  return others
    .map((service) => ({
      service: service.id,
      networks: service.networks.filter((network) => asked.networks.includes(network)),
      ports,
      calls: waitsFor(service, id) || exposure.calls.some(({ from, to }) => from === service.id && to === id),
      internet: waysTo(exposure, service.id),
    }))
    .sort((a, b) => Number(b.calls) - Number(a.calls));
}
