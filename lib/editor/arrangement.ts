import { withFreeChips } from './chips';
import { type Diagram, type DiagramNode, VISITORS } from './diagram';
import type { Box } from './geometry';
import { type Member, nodeSize, type Positions, titleBox, visitorBox, type ZoneBox, zoneBoxes } from './layout';
import { route, type Wire } from './routes';

/** The boxes of a diagram's nodes, and of the visitors where it has any. */
export function boxesOf(diagram: Diagram, positions: Positions): Record<string, Box> {
  const boxes: Record<string, Box> = {};
  for (const { id } of diagram.nodes) boxes[id] = { ...(positions[id] ?? { x: 0, y: 0 }), ...nodeSize };
  const entry = diagram.links.find(({ from }) => from === VISITORS);
  const box = entry && boxes[entry.to];
  if (box) boxes[VISITORS] = visitorBox(box);
  return boxes;
}

/** The lines between them, each with room for the chip that says what flows. Chips keep off the titles of zones, too. */
export function wiresOf({ links }: Diagram, boxes: Readonly<Record<string, Box>>, zones: readonly ZoneBox[]): Record<string, Wire> {
  const labels = Object.fromEntries(links.map(({ id, label }) => [id, label]));
  const titles = Object.fromEntries(zones.map((zone) => [`title of ${zone.id}`, titleBox(zone)]));
  return withFreeChips(route(links, boxes), labels, { ...boxes, ...titles });
}

/** The grounds that its nodes stand on. */
export function zonesOf(diagram: Diagram, boxes: Readonly<Record<string, Box>>): ZoneBox[] {
  const members = diagram.nodes.flatMap(({ id, group, networks }): Member[] => (boxes[id] ? [{ zone: group, box: boxes[id], networks }] : []));
  const visitors = boxes[VISITORS];
  return zoneBoxes(visitors ? [{ zone: 'internet', box: visitors }, ...members] : members);
}

/** The networks of a service, where those of its zone do not say it already. */
export function ownNetworks({ group, networks }: DiagramNode, zones: readonly ZoneBox[]): readonly string[] | undefined {
  const around = zones.find(({ id }) => id === group)?.networks ?? [];
  return networks.length < around.length ? networks : undefined;
}
