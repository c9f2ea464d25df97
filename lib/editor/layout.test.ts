import { describe, expect, test } from 'vitest';
import { type Box, overlaps } from './geometry';
import { autoLayout, nodeSize, positionsOf, zoneBoxes } from './layout';

const nodes = [
  { id: 'a', zone: 'edge' },
  { id: 'b', zone: 'app' },
  { id: 'c', zone: 'app' },
  { id: 'd', zone: 'app' },
  { id: 'e', zone: 'data' },
  { id: 'f', zone: 'data' },
] as const;

function boxOf(id: string): Box {
  const point = autoLayout(nodes)[id];
  if (!point) throw new Error(`no position for ${id}`);
  return { ...point, ...nodeSize };
}

describe('the automatic layout', () => {
  test('puts edge, application and data from left to right', () => {
    expect(boxOf('a').x).toBeLessThan(boxOf('b').x);
    expect(boxOf('b').x).toBeLessThan(boxOf('e').x);
  });

  test('lets no two nodes overlap', () => {
    for (const one of nodes) {
      for (const other of nodes) {
        if (one.id !== other.id) expect(overlaps(boxOf(one.id), boxOf(other.id))).toBe(false);
      }
    }
  });

  test('centres all columns on one line', () => {
    const centre = boxOf('a').y + nodeSize.height / 2;
    expect(boxOf('c').y + nodeSize.height / 2).toBe(centre);
  });

  test('leaves room for no column that is empty', () => {
    const some = autoLayout(nodes.filter((node) => node.zone !== 'app'));
    expect(some['e']?.x).toBe(boxOf('b').x);
  });

  test('gives way to positions that a person chose', () => {
    expect(positionsOf(nodes, { b: { x: 7, y: 9 } })).toEqual({ ...autoLayout(nodes), b: { x: 7, y: 9 } });
  });
});

describe('the zones', () => {
  test('hold their nodes, do not overlap and are equally tall', () => {
    const boxes = zoneBoxes(nodes.map(({ id, zone }) => ({ zone, box: boxOf(id) })));
    expect(boxes.map(({ id }) => id)).toEqual(['edge', 'app', 'data']);
    expect(new Set(boxes.map(({ height }) => height)).size).toBe(1);
    const [edge, app, data] = boxes;
    expect(overlaps(edge!, app!) || overlaps(app!, data!)).toBe(false);
    expect(overlaps(app!, boxOf('c'))).toBe(true);
  });
});
