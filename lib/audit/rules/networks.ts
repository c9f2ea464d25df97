import { references } from '../../kit/references';
import type { Exposure } from '../../kit/exposure';
import { planOf, standingsOf, type Stack } from '../../stack';
import { each, together, type StackRule } from '../rule';

const tiers = (stack: Stack): Stack => ({ ...stack, hardening: { ...stack.hardening, networks: 'tiers' } });

/** Services that keep data in a volume and that nobody outside is led to. */
function keepers({ services, reached, edge }: Exposure) {
  return services.filter(({ id, data }) => id !== edge && !reached.some((way) => way.service === id) && (data.volumes ?? []).some(({ type, read_only }) => type === 'volume' && read_only !== true));
}

/** Networks with a way out that the edge is on, or what somebody outside is led to: not one that is a way out alone. */
function frontNetworks({ networks, reached, edge }: Exposure) {
  const isFront = (id: string) => id === edge || reached.some(({ does, service }) => does === 'forward' && service === id);
  return networks.filter(({ internal, members }) => !internal && members.some(isFront));
}

const LEADS_OUT: readonly string[] = ['main', 'egress'];

/**
 * Services that leave the network of the edge, and have no other way out, as soon as the applications have a network of
 * their own. One that somebody outside is led to stays there.
 */
function movable({ networks, reached, edge }: Exposure, design: Stack): ReadonlySet<string> {
  const isSplit = networks.some(({ internal, members }) => internal && edge !== undefined && !members.includes(edge));
  if (!isSplit) return new Set();
  const near = networks.filter(({ internal, members }) => !internal && edge !== undefined && members.includes(edge)).flatMap(({ members }) => members);
  const inner = near.filter((id) => id !== edge && !reached.some(({ service }) => service === id));
  if (inner.length === 0) return new Set();
  const later = standingsOf(planOf(design), 'tiers');
  return new Set(inner.filter((id) => later[id] && !later[id].networks.some((name) => LEADS_OUT.includes(name))));
}

/** Who may talk to whom. */
export const networkRules: readonly StackRule[] = [
  {
    id: 'networks/one', severity: 'medium', title: 'Everybody shares a network with the data',
    why: 'Whoever takes over the page or the edge stands in front of the database, and may call the internet from there.',
    reference: references.dockerNetworks,
    find: (exposure) => {
      const flat = frontNetworks(exposure).find(({ members }) => keepers(exposure).some(({ id }) => members.includes(id)));
      const inner = keepers(exposure).filter(({ id }) => flat?.members.includes(id)).map(({ id }) => id);
      return flat ? [{ where: flat.where, what: `${flat.members.length} services are on ${flat.id}, ${inner.join(', ')} among them.` }] : [];
    },
    fix: { label: 'Three networks: edge, applications, data', apply: tiers },
    byHand: { words: 'Take what keeps data off that network, in the compose file.' },
  },
  {
    id: 'networks/apps-lead-out', severity: 'low', title: 'Applications that nobody outside is led to are on the network of the edge',
    why: 'It leads to the internet, so whoever takes one of them over can send out what it sees; those with a route need that network, and stay on it.',
    reference: references.networkSegmentation,
    find: (exposure, design) => {
      const names = movable(exposure, design);
      return together(exposure.services, ({ id }) => names.has(id), (ids) => `${ids} need not be on the network of the edge.`, 'networks');
    },
    fix: { label: 'An internal network for those without a route', apply: tiers },
  },
  {
    id: 'networks/published', severity: 'high', title: 'A port leads past the edge',
    why: 'There is no TLS, no limit, no log and no firewall such as UFW before it: Docker goes around that.',
    reference: references.ports,
    find: ({ services, edge, entryPoints }) =>
      services.flatMap((service) => service.ports.filter((port) => !port.local && (service.id !== edge || !entryPoints.some(({ ports }) => ports.includes(port)))).map((port) => ({ where: port.where, what: `${service.id} is at port ${port.host} of the host.`, key: `${service.id}:${port.host}`, subject: service.id }))),
    byHand: { words: 'Take the port out of the compose file, and lead to the service by a route of the edge.' },
  },
  {
    id: 'networks/development-published', severity: 'high', title: 'Development opens a port to the network',
    why: 'Debug servers and databases with test passwords are then open to everybody in the same café.',
    reference: references.bindAddress,
    find: ({ developmentPorts }) => developmentPorts.filter(({ local }) => !local).map(({ service, host, where }) => ({ where, what: `${service} is at port ${host} of every address.`, key: `${service}:${host}`, subject: service })),
    byHand: { words: 'Write host_ip: 127.0.0.1 at that port.' },
  },
  {
    id: 'networks/no-restart', severity: 'low', title: 'A service stays away after a crash',
    why: 'Nobody starts it again until somebody notices.',
    reference: references.health,
    find: ({ services }) => each(services, ({ data }) => data.restart === undefined, ({ id }) => `${id} has no restart policy.`),
    byHand: { words: 'Write restart: unless-stopped at the service.' },
  },
];
