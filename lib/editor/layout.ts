import { zones, type Zone } from '../kit/service';
import { ordered, type TrustZone, trustZones } from '../stack';
import { around, type Box, overlaps, type Point } from './geometry';
import { networksText, zoneTitles } from './zone-words';

export const nodeSize = { width: 208, height: 68 };
export const visitorSize = { width: 68, height: 68 };

/** Room between columns for the chip that says what flows, and between rows. */
export const spacing = { column: 116, row: 48 };
const VISITOR_GAP = 92;

/** So little that the longest column which a design may have is in view as a whole. */
export const leastZoom = 0.1;

/** The zone's own padding around its nodes; the label stands above them. */
export const zonePadding = { top: 38, side: 18, bottom: 20 };

export interface Placed {
  readonly id: string;
  readonly zone: Zone;
  readonly group: TrustZone;
}

const COLUMNS: readonly string[] = trustZones.flatMap((group) => (group === 'stack' ? zones.map((zone) => `${group} ${zone}`) : [group]));

/** Which column it is in, from the left. Inside of one network that follows what it is there for, else where it stands. */
export function columnOf({ group, zone }: Placed): number {
  return COLUMNS.indexOf(group === 'stack' ? `${group} ${zone}` : group);
}

function columnsOf<T extends Placed>(nodes: readonly T[]): T[][] {
  return COLUMNS.map((_, index) => nodes.filter((node) => columnOf(node) === index)).filter((column) => column.length > 0);
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
    const height = column.length * (nodeSize.height + spacing.row) - spacing.row;
    column.forEach((node, row) => {
      positions[node.id] = {
        x: index * (nodeSize.width + spacing.column),
        y: Math.round(row * (nodeSize.height + spacing.row) - height / 2),
      };
    });
  });
  return positions;
}

/** Down from where a node would stand, until nobody stands there. */
function freePlace(wanted: Point, taken: readonly Box[]): Point {
  const box = { ...wanted, ...nodeSize };
  const inTheWay = taken.find((other) => overlaps(box, other));
  return inTheWay ? freePlace({ x: wanted.x, y: inTheWay.y + inTheWay.height + spacing.row }, taken) : wanted;
}

/** Positions that a person chose win; all others come from the automatic layout, and cover nobody. */
export function positionsOf(nodes: readonly Placed[], chosen: Positions | undefined): Positions {
  const automatic = autoLayout(nodes);
  const taken: Box[] = nodes.flatMap(({ id }) => (chosen?.[id] ? [{ ...chosen[id], ...nodeSize }] : []));
  return Object.fromEntries(
    nodes.map(({ id }) => {
      const own = chosen?.[id];
      if (own) return [id, own];
      const place = freePlace(automatic[id] ?? { x: 0, y: 0 }, taken);
      taken.push({ ...place, ...nodeSize });
      return [id, place];
    }),
  );
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

/** Letters of a zone's title as it is drawn, in pixels: capitals of 11 px, then its networks in a face of one width. */
const TITLE = { letter: 8.4, network: 6.7, gap: 8, top: 10, height: 16, side: 12 };

function titleWidth(zone: Pick<ZoneBox, 'id' | 'networks'>): number {
  const networks = networksText(zone).length;
  return zoneTitles[zone.id].length * TITLE.letter + (networks > 0 ? TITLE.gap + networks * TITLE.network : 0);
}

/** Where the title of a zone stands. */
export function titleBox(zone: ZoneBox): Box {
  const width = titleWidth(zone);
  return { x: zone.x + (zone.width - width) / 2, y: zone.y + TITLE.top, width, height: TITLE.height };
}

/** Zones are as wide as their nodes and their title need and all equally tall, so that they read as bands from left to right. */
export function zoneBoxes(boxes: readonly Member[]): ZoneBox[] {
  if (boxes.length === 0) return [];
  const all = around(boxes.map(({ box }) => box));
  const ids = ['internet', ...trustZones] as const;
  return ids.flatMap((id) => {
    const members = boxes.filter(({ zone }) => zone === id);
    if (members.length === 0) return [];
    const nodes = around(members.map(({ box }) => box));
    const networks = ordered(members.flatMap((member) => member.networks ?? []));
    const width = Math.max(nodes.width + 2 * zonePadding.side, titleWidth({ id, networks }) + 2 * TITLE.side);
    return [
      {
        id,
        networks,
        x: nodes.x + (nodes.width - width) / 2,
        width,
        y: all.y - zonePadding.top,
        height: all.height + zonePadding.top + zonePadding.bottom,
      },
    ];
  });
}
