import type { ComposeData, Network, PublishedPort, RunningService, Setting, Source } from '../kit/exposure';
import { interpolated } from './settings';
import { fieldsOf, listOf, numberOf, textOf } from './values';

const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** `KEY=value` lines, or a map. */
function environmentOf(value: unknown, fill: (text: string) => string): Record<string, string> {
  const pairs = Array.isArray(value) ? value.map((each) => textOf(each).split(/=(.*)/s).slice(0, 2)) : Object.entries(fieldsOf(value)).map(([key, each]) => [key, textOf(each)]);
  return Object.fromEntries(pairs.map(([key = '', each = '']) => [key, fill(each)]));
}

const LISTS = new Set(['command', 'cap_drop', 'cap_add', 'security_opt', 'secrets', 'ports', 'volumes']);

/** What is a list where one belongs; whatever else somebody wrote there is left out. */
function soundData(value: unknown): ComposeData {
  const fields = Object.entries(fieldsOf(value)).map(([key, each]) => [key, key === 'command' && typeof each === 'string' ? each.split(' ') : each] as const);
  return Object.fromEntries(fields.filter(([key, each]) => !LISTS.has(key) || Array.isArray(each))) as ComposeData;
}

function networksOf(data: ComposeData): string[] {
  if (data.network_mode !== undefined) return [];
  if (data.networks === undefined) return ['default'];
  return Array.isArray(data.networks) ? data.networks.map(textOf) : Object.keys(fieldsOf(data.networks));
}

/** `127.0.0.1:8080:80/tcp` in its parts. */
function shortPort(text: string) {
  const [, address = '', published = '', target = '', protocol = 'tcp'] = /^(?:(.*):)?(\d+):(\d+)(?:\/(tcp|udp))?$/.exec(text) ?? [];
  return { host_ip: address, published, target, protocol };
}

/** The ports that a container of a compose file publishes. */
export function portsOf(source: Source, id: string, ports: unknown, fill: (text: string) => string): PublishedPort[] {
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((each: unknown, index) => {
    const port = fieldsOf(typeof each === 'string' ? shortPort(fill(each)) : each);
    const host = numberOf(fill(textOf(port['published'])));
    const container = numberOf(fill(textOf(port['target'])));
    if (host === undefined || container === undefined) return [];
    const address = fill(textOf(port['host_ip']));
    const where = source.place(['services', id, 'ports', index]);
    return [{ host, container, protocol: port['protocol'] === 'udp' ? 'udp' : 'tcp', address, local: LOOPBACK.test(address), where } as const];
  });
}

/** The containers of `local.docker.yml`, in its order. */
export function servicesOf(source: Source, settings: ReadonlyMap<string, Setting>): RunningService[] {
  const fill = (text: string) => interpolated(text, (name) => settings.get(name)?.value);
  return Object.entries(fieldsOf(fieldsOf(source.data)['services'])).map(([id, value]) => {
    const data = soundData(value);
    return {
      id,
      data,
      environment: environmentOf(data.environment, fill),
      networks: networksOf(data),
      ports: portsOf(source, id, data.ports, fill),
      job: data.restart === 'no',
      place: (...path) => source.place(['services', id, ...path]),
    };
  });
}

/** The networks of the compose file, and who is on each. */
export function networksIn(source: Source, services: readonly RunningService[]): Network[] {
  const named = fieldsOf(fieldsOf(source.data)['networks']);
  const used = new Set(services.flatMap(({ networks }) => networks));
  return [...new Set([...Object.keys(named), ...used])].map((id) => {
    const network = fieldsOf(named[id]);
    return {
      id,
      internal: network['internal'] === true,
      external: network['external'] === true,
      members: services.filter(({ networks }) => networks.includes(id)).map((service) => service.id),
      where: source.place(['networks', id]),
    };
  });
}

/** Labels of a container with variables filled in. */
export function labelsOf({ data }: RunningService, settings: ReadonlyMap<string, Setting>): Record<string, string> {
  const fill = (text: string) => interpolated(text, (name) => settings.get(name)?.value);
  if (Array.isArray(data.labels)) return Object.fromEntries(listOf(data.labels).map((each) => each.split(/=(.*)/s).slice(0, 2)).map(([key = '', each = '']) => [key, fill(each)]));
  return Object.fromEntries(Object.entries(fieldsOf(data.labels)).map(([key, each]) => [key, fill(textOf(each))]));
}
