import { expect, test } from 'vitest';
import { boxesOf, wiresOf, zonesOf } from './arrangement';
import { chipBox } from './chips';
import type { Diagram, DiagramNode } from './diagram';
import { overlaps } from './geometry';
import { titleBox } from './layout';

const node = (id: string, zone: DiagramNode['zone'], networks: readonly string[]): DiagramNode => ({ id, title: id, role: '', zone, group: zone, networks, icon: '', summary: '', removable: true, changed: 0 });

test('a chip on a line over the nodes of a zone stands beside the title there', () => {
  const label = '/admin → 8001';
  const nodes = [node('entry', 'edge', ['main']), node('first', 'app', ['main', 'app']), node('second', 'app', ['main', 'app'])];
  const diagram: Diagram = { nodes, links: [{ id: 'way', from: 'entry', to: 'second', label, kind: 'public' }] };
  const boxes = boxesOf(diagram, { entry: { x: 0, y: 0 }, first: { x: 324, y: 0 }, second: { x: 648, y: 0 } });
  const zones = zonesOf(diagram, boxes);
  const wire = wiresOf(diagram, boxes, zones)['way']!;
  expect(wire.points.some(({ y }) => y < 0)).toBe(true);
  expect(zones.filter((zone) => overlaps(titleBox(zone), chipBox(wire.label, label)))).toEqual([]);
});
