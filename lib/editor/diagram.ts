import type { Connection } from '../kit/connection';
import type { PublicPorts, Zone } from '../kit/service';
import { steady, steadyById } from '../kit/steady';
import { endsTls } from '../kit/tls';
import { connections, planOf, standingsOf, type Stack, type TrustZone } from '../stack';
import { changedFields } from './changed';
import { findService } from './forms';
import type { Positions } from './layout';

export interface DiagramNode {
  readonly id: string;
  readonly title: string;
  readonly role: string;
  /** What it is there for; gives its icon the colour. */
  readonly zone: Zone;
  /** Where it stands. */
  readonly group: TrustZone;
  /** Of its container, as the compose file names them. */
  readonly networks: readonly string[];
  readonly icon: string;
  /** The quiet line on its card. */
  readonly summary: string;
  readonly removable: boolean;
  /** Fields that are not at their defaults. */
  readonly changed: number;
}

export interface DiagramLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** `public` carries requests from the internet, `internal` stays between services. */
  readonly kind: 'public' | 'internal';
  /** The connection behind it; the visitors' own link has none. */
  readonly connection?: Connection;
}

export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly links: readonly DiagramLink[];
}

/** The pseudo-node for everybody outside. */
export const VISITORS = 'visitors';

export const visitorsTitle = 'Visitors';

/** Path data of a 24 × 24 icon for them: a globe. */
export const visitorsIcon = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c2.5 2.4 3.8 5.5 3.8 9s-1.3 6.6-3.8 9c-2.5-2.4-3.8-5.5-3.8-9s1.3-6.6 3.8-9';

function linkOf(connection: Connection): DiagramLink {
  const { id, from, to, label } = connection;
  return { id, from, to, label, kind: connection.route ? 'public' : 'internal', connection };
}

/** How visitors come in. Where a proxy has the certificate, it alone does, by plain HTTP. */
function doorOf({ http, https }: PublicPorts, { tls }: Stack): string {
  return http === undefined || endsTls(tls) ? `https ${https}` : `http ${http}`;
}

/** What the canvas shows of a design: its services and what flows between them. */
export function diagramOf(stack: Stack): Diagram {
  const plan = planOf(stack);
  const standings = standingsOf(plan);
  const bound = plan.services.map((planned) => planned.bound);
  const nodes = bound.map((service) => {
    const definition = findService(service.id);
    return {
      id: service.id,
      title: service.title,
      role: definition?.role ?? '',
      zone: service.zone,
      group: standings[service.id]?.zone ?? 'stack',
      networks: standings[service.id]?.networks ?? [],
      icon: definition?.icon ?? '',
      summary: service.summary(),
      removable: definition?.presence !== 'required',
      changed: changedFields({ kind: 'service', id: service.id }, stack).length,
    };
  });
  const entries = bound.flatMap((service): DiagramLink[] => {
    const ports = service.publicPorts;
    return ports
      ? [{ id: `${VISITORS}>${service.id}`, from: VISITORS, to: service.id, label: doorOf(ports, stack), kind: 'public' }]
      : [];
  });
  const active = connections(stack).filter((connection) => connection.active);
  return { nodes, links: [...entries, ...active.map(linkOf)] };
}

export function titleIn({ nodes }: Diagram, id: string): string {
  return nodes.find((node) => node.id === id)?.title ?? visitorsTitle;
}

/** What the canvas has to know of a design. */
export interface Scene {
  readonly diagram: Diagram;
  /** Positions that a person chose. */
  readonly chosen: Positions;
}

/**
 * The scene of a design, the same object as long as it says the same: most edits change a file and not the diagram,
 * and then nothing of it has to be drawn again. So are the services and links in it that an edit left alone.
 */
export function createSceneSelector(): (stack: Stack) => Scene {
  let last: { readonly stack: Stack; readonly scene: Scene } | undefined;
  return (stack) => {
    if (last?.stack === stack) return last.scene;
    const { nodes, links } = diagramOf(stack);
    const before = last?.scene.diagram;
    const diagram = { nodes: steadyById(before?.nodes ?? [], nodes), links: steadyById(before?.links ?? [], links) };
    const chosen = (stack.layout ?? {}) as Positions;
    last = { stack, scene: steady(last?.scene, { diagram, chosen }) };
    return last.scene;
  };
}
