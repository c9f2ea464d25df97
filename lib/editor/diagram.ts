import type { Connection } from '../kit/connection';
import type { Zone } from '../kit/service';
import { bind, connections, type Stack } from '../stack';
import { findService } from './forms';

export interface DiagramNode {
  readonly id: string;
  readonly title: string;
  readonly role: string;
  readonly zone: Zone;
  readonly icon: string;
  /** The quiet line on its card. */
  readonly summary: string;
  readonly removable: boolean;
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

function linkOf(connection: Connection): DiagramLink {
  const { id, from, to, label } = connection;
  return { id, from, to, label, kind: connection.route ? 'public' : 'internal', connection };
}

/** What the canvas shows of a design: its services and what flows between them. */
export function diagramOf(stack: Stack): Diagram {
  const bound = bind(stack);
  const nodes = bound.map((service) => {
    const definition = findService(service.id);
    return {
      id: service.id,
      title: service.title,
      role: definition?.role ?? '',
      zone: service.zone,
      icon: definition?.icon ?? '',
      summary: service.summary(),
      removable: definition?.presence !== 'required',
    };
  });
  const entries = bound.flatMap((service): DiagramLink[] => {
    const ports = service.publicPorts;
    return ports
      ? [{ id: `${VISITORS}>${service.id}`, from: VISITORS, to: service.id, label: `https ${ports.https}`, kind: 'public' }]
      : [];
  });
  const active = connections(stack).filter((connection) => connection.active);
  return { nodes, links: [...entries, ...active.map(linkOf)] };
}
