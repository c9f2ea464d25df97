import { zones, type Zone } from '../kit/service';
import { ordered, type TrustZone, trustZones } from '../stack';
import { around, type Box, type Point } from './geometry';

export const nodeSize = { width: 208, height: 68 };
export const visitorSize = { width: 68, height: 68 };

/** Room for the chip that says what flows. */
const COLUMN_GAP = 116;
const VISITOR_GAP = 92;
const ROW_GAP = 48;

/** The zone's own padding around its nodes; the label stands above them. */
export const zonePadding = { top: 38, side: 18, bottom: 20 };

export interface Placed {
  readonly id: string;
  readonly zone: Zone;
  readonly group: TrustZone;
}

/** Inside of one network the columns follow what services are there for, else where they stand. */
function columnsOf<T extends Placed>(nodes: readonly T[]): T[][] {
  const keys = trustZones.flatMap((group) => (group === 'stack' ? zones.map((zone) => `${group} ${zone}`) : [group]));
  const keyOf = ({ group, zone }: T) => (group === 'stack' ? `${group} ${zone}` : group);
  return keys.map((key) => nodes.filter((node) => keyOf(node) === key)).filter((column) => column.length > 0);
}

export type Positions = Readonly<Record<string, Point>>;

/**
 * Where nodes stand before a person moves them: in columns from the internet to the data, all columns
 * centred on one line. In a column the nodes keep the order of the registry, which puts callers above those they call.
 */
export function autoLayout(nodes: readonly Placed[]): Positions {
  const columns = columnsOf(nodes);
  const positions: Record<string, Point> = {};
  columns.forEach((column, index) => {
    const height = column.length * (nodeSize.height + ROW_GAP) - ROW_GAP;
    column.forEach((node, row) => {
      positions[node.id] = {
        x: index * (nodeSize.width + COLUMN_GAP),
        y: Math.round(row * (nodeSize.height + ROW_GAP) - height / 2),
      };
    });
  });
  return positions;
}

/** Positions that a person chose win; all others come from the automatic layout. */
export function positionsOf(nodes: readonly Placed[], chosen: Positions | undefined): Positions {
  const automatic = autoLayout(nodes);
  return Object.fromEntries(nodes.map(({ id }) => [id, chosen?.[id] ?? automatic[id] ?? { x: 0, y: 0 }]));
}

/** The visitors stand to the left of the service that they reach first. */
export function visitorBox(entry: Point): Box {
  return { ...visitorSize, x: entry.x - VISITOR_GAP - visitorSize.width, y: entry.y };
}

export interface ZoneBox extends Box {
  readonly id: 'internet' | TrustZone;
  /** Networks of those in it. */
  readonly networks: readonly string[];
}

/** Something that stands in a zone. */
export interface Member {
  readonly zone: ZoneBox['id'];
  readonly box: Box;
  readonly networks?: readonly string[];
}

/** Zones are as wide as their nodes need and all equally tall, so that they read as bands from left to right. */
export function zoneBoxes(boxes: readonly Member[]): ZoneBox[] {
  if (boxes.length === 0) return [];
  const all = around(boxes.map(({ box }) => box));
  const ids = ['internet', ...trustZones] as const;
  return ids.flatMap((id) => {
    const members = boxes.filter(({ zone }) => zone === id);
    if (members.length === 0) return [];
    const { x, width } = around(members.map(({ box }) => box));
    return [
      {
        id,
        networks: ordered(members.flatMap(({ networks = [] }) => networks)),
        x: x - zonePadding.side,
        width: width + 2 * zonePadding.side,
        y: all.y - zonePadding.top,
        height: all.height + zonePadding.top + zonePadding.bottom,
      },
    ];
  });
}
