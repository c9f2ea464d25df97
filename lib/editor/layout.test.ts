import { describe, expect, test } from 'vitest';
import { draftOf, parsed } from '../stack/test-stacks';
import { diagramOf } from './diagram';
import { type Box, overlaps } from './geometry';
import { autoLayout, leastZoom, nodeSize, type Placed, positionsOf, titleBox, zoneBoxes } from './layout';

const nodes = [
  { id: 'a', zone: 'edge', group: 'stack' },
  { id: 'b', zone: 'app', group: 'stack' },
  { id: 'c', zone: 'app', group: 'stack' },
  { id: 'd', zone: 'app', group: 'stack' },
  { id: 'e', zone: 'data', group: 'stack' },
  { id: 'f', zone: 'data', group: 'stack' },
] as const;

/** The same on networks of their own: the page is beside the entry, the rest where its networks put it. */
const split = nodes.map((node) => ({ ...node, group: node.id === 'b' ? ('edge' as const) : node.zone }));

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

  test('puts what is on one network into columns by what it is for, and else by where it stands', () => {
    const columnOf = (list: readonly Placed[]) => Object.fromEntries(Object.entries(autoLayout(list)).map(([id, { x }]) => [id, x]));
    expect(columnOf(nodes)['b']).toBeGreaterThan(columnOf(nodes)['a']!);
    expect(columnOf(split)['b']).toBe(columnOf(split)['a']);
    expect(columnOf(split)['c']).toBeGreaterThan(columnOf(split)['b']!);
  });

  test('gives way to positions that a person chose', () => {
    expect(positionsOf(nodes, { b: { x: 7, y: 900 } })).toEqual({ ...autoLayout(nodes), b: { x: 7, y: 900 } });
  });

  test('puts nobody where a person has put somebody else', () => {
    const there = autoLayout(nodes)['c']!;
    const positions = positionsOf(nodes, { f: there });
    expect(positions['f']).toEqual(there);
    const boxes = Object.values(positions).map((place) => ({ ...place, ...nodeSize }));
    boxes.forEach((box, index) => expect(boxes.slice(index + 1).some((other) => overlaps(box, other))).toBe(false));
  });
});

describe('the zones', () => {
  test('hold their nodes, do not overlap and are equally tall', () => {
    const boxes = zoneBoxes(nodes.map(({ id, zone }) => ({ zone, box: boxOf(id), networks: [zone] })));
    expect(boxes.map(({ id }) => id)).toEqual(['edge', 'app', 'data']);
    expect(new Set(boxes.map(({ height }) => height)).size).toBe(1);
    expect(boxes.map(({ networks }) => networks)).toEqual([['edge'], ['app'], ['data']]);
    const [edge, app, data] = boxes;
    expect(overlaps(edge!, app!) || overlaps(app!, data!)).toBe(false);
    expect(overlaps(app!, boxOf('c'))).toBe(true);
  });
});

test('the most containers that a design may have are in view at once, in a window of usual height', () => {
  const containers = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`c${at}`, { exposure: 'public', uses: ['sql'] }]));
  const { nodes } = diagramOf(parsed({ ...draftOf({ hardening: { networks: 'tiers' } }, { worker: {}, valkey: {}, mailpit: {} }), containers }));
  const ys = Object.values(autoLayout(nodes)).map(({ y }) => y);
  // What a window of 800 pixels has left for the diagram, with the drawer of files open.
  expect((Math.max(...ys) + nodeSize.height - Math.min(...ys)) * leastZoom).toBeLessThanOrEqual(408);
});

describe('the title of a zone', () => {
  const zoneOf = (networks: readonly string[]) => zoneBoxes([{ zone: 'app', box: { x: 100, y: 0, ...nodeSize }, networks }])[0]!;

  test('fits into it, however many networks it names', () => {
    for (const networks of [['app'], ['main', 'app', 'data', 'egress'], ['main', 'app', 'data', 'edge-shared', 'egress']]) {
      const zone = zoneOf(networks);
      const title = titleBox(zone);
      expect(title.x, networks.join()).toBeGreaterThan(zone.x);
      expect(title.x + title.width, networks.join()).toBeLessThan(zone.x + zone.width);
      expect(zone.x + zone.width / 2).toBeCloseTo(100 + nodeSize.width / 2);
    }
  });

  test('makes no zone wider that has room for it', () => expect(zoneOf(['app']).width).toBe(nodeSize.width + 36));
});
