import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, test } from 'vitest';
import { serviceIds } from '../services';
import { addContainer, addService, defaultStack, type Stack } from '../stack';
import { Container } from '../container';
import { boxesOf, wiresOf, zonesOf } from './arrangement';
import { chipBox } from './chips';
import { diagramOf } from './diagram';
import { overlaps } from './geometry';
import { elkGraph, positionsIn } from './elk-graph';
import { columnOf } from './layout';

const elk = new ELK();

const all: Stack = serviceIds.reduce((stack, id) => addService(stack, id), defaultStack);
const many: Stack = Array.from({ length: 14 }, (_, index) => `job-${index}`).reduce(
  (stack, name, index) => addContainer(stack, name, Container.parse({ uses: index % 2 === 0 ? ['sql'] : ['cache'] })),
  all,
);
const split: Stack = { ...many, hardening: { ...many.hardening, networks: 'tiers' } };

describe.each([
  ['the default design', defaultStack],
  ['everything', all],
  ['everything and fourteen containers', many],
  ['the same on networks of their own', split],
])('the arrangement of %s', (_, stack) => {
  const diagram = diagramOf(stack);
  const placed = async () => positionsIn(await elk.layout(elkGraph(diagram)));

  test('has a place for everybody, in which nobody covers another one', async () => {
    const boxes = boxesOf(diagram, await placed());
    const list = Object.values(boxes);
    expect(list).toHaveLength(diagram.nodes.length + 1);
    list.forEach((box, index) => expect(list.slice(index + 1).some((other) => overlaps(box, other))).toBe(false));
  });

  test('keeps the order from the internet to the data', async () => {
    const positions = await placed();
    for (const one of diagram.nodes) {
      for (const other of diagram.nodes) if (columnOf(one) < columnOf(other)) expect(positions[one.id]!.x).toBeLessThan(positions[other.id]!.x);
    }
  });

  test('lets no chip cover a node', async () => {
    const boxes = boxesOf(diagram, await placed());
    const wires = wiresOf(diagram, boxes, zonesOf(diagram, boxes));
    for (const { id, label } of diagram.links) for (const box of Object.values(boxes)) expect(overlaps(chipBox(wires[id]!.label, label), box), id).toBe(false);
  });
});

describe('what ELK says nothing of', () => {
  test('has no place', () => expect(positionsIn({ children: [{ id: 'a', x: 1.4, y: 2 }, { id: 'b' }] })).toEqual({ a: { x: 1, y: 2 } }));
  test('may be everything', () => expect(positionsIn({})).toEqual({}));
});
