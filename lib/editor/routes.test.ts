import { describe, expect, test } from 'vitest';
import { type Box, overlaps, roundedPath } from './geometry';
import { route, type Wire } from './routes';

const box = (x: number, y: number): Box => ({ x, y, width: 200, height: 60 });

function crosses(wire: Wire, obstacle: Box): boolean {
  return wire.points.slice(1).some((to, index) => {
    const from = wire.points[index]!;
    const run = {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x) || 1,
      height: Math.abs(from.y - to.y) || 1,
    };
    return overlaps(run, obstacle);
  });
}

describe('wires', () => {
  test('go straight between neighbours at one height', () => {
    const { ab } = route([{ id: 'ab', from: 'a', to: 'b' }], { a: box(0, 0), b: box(320, 0) });
    expect(ab?.points).toEqual([{ x: 200, y: 30 }, { x: 320, y: 30 }]);
  });

  test('from one node to several share a trunk beside it', () => {
    const boxes = { a: box(0, 100), b: box(320, 0), c: box(320, 200) };
    const wires = route([{ id: 'ab', from: 'a', to: 'b' }, { id: 'ac', from: 'a', to: 'c' }], boxes);
    expect(wires['ab']?.points[1]?.x).toBe(wires['ac']?.points[1]?.x);
    expect(wires['ab']?.label.y).toBe(30);
    expect(wires['ac']?.label.y).toBe(230);
  });

  test('from several nodes to one share a trunk beside that one, and say what flows beside their own', () => {
    const boxes = { a: box(0, 0), b: box(0, 200), c: box(320, 0) };
    const wires = route([{ id: 'ac', from: 'a', to: 'c' }, { id: 'bc', from: 'b', to: 'c' }], boxes);
    expect(wires['bc']?.label.y).toBe(230);
    expect(wires['bc']?.points.at(-1)).toEqual({ x: 320, y: 30 });
  });

  test('from one node to trunks of others leave it at heights of their own, with a chip each', () => {
    const boxes = { a: box(0, 100), b: box(0, 200), c: box(320, 0), d: box(320, 100) };
    const links = ['a', 'b'].flatMap((from) => ['c', 'd'].map((to) => ({ id: from + to, from, to })));
    const wires = route(links, boxes);
    for (const from of ['a', 'b']) expect(Math.abs((wires[`${from}c`]?.label.y ?? 0) - (wires[`${from}d`]?.label.y ?? 0))).toBeGreaterThan(20);
    expect(wires['ad']?.points).toEqual([{ x: 200, y: 130 }, { x: 320, y: 130 }]);
  });

  test('around a node have their chip beside no node', () => {
    const boxes = { a: box(0, 0), b: box(0, 100), c: box(0, 200) };
    const { ac } = route([{ id: 'ac', from: 'a', to: 'c' }], boxes);
    expect(ac?.label.x).toBeGreaterThan(200);
    for (const { y, height } of Object.values(boxes)) expect((ac?.label.y ?? 0) > y && (ac?.label.y ?? 0) < y + height).toBe(false);
  });

  test('to two nodes above each other turn at two places, so that each can be followed', () => {
    const boxes = { a: box(0, 50), b: box(0, 150), c: box(320, 0), d: box(320, 100) };
    const wires = route([{ id: 'ad', from: 'a', to: 'd' }, { id: 'bc', from: 'b', to: 'c' }], boxes);
    expect(wires['ad']?.points[1]?.x).not.toBe(wires['bc']?.points[1]?.x);
  });

  test('go around a node that stands between', () => {
    const boxes = { a: box(0, 0), between: box(320, 0), b: box(640, 0) };
    const { ab } = route([{ id: 'ab', from: 'a', to: 'b' }], boxes);
    expect(ab && crosses(ab, boxes.between)).toBe(false);
  });

  test('do not squeeze between two nodes that are wired to each other', () => {
    const boxes = { a: box(0, 54), c: box(320, 0), d: box(320, 108), b: box(640, 54) };
    const { ab } = route([{ id: 'ab', from: 'a', to: 'b' }, { id: 'cd', from: 'c', to: 'd' }], boxes);
    const heights = ab?.points.map(({ y }) => y) ?? [];
    expect(Math.min(...heights) < 0 || Math.max(...heights) > 168).toBe(true);
  });

  test('enter a node from the side where another stands above it and one below, rather than pass behind one of them', () => {
    const column = (x: number) => [box(x, -120), box(x, 0), box(x, 120)];
    const [w1, w2, w3] = column(320);
    const [above, b, below] = column(640);
    const boxes = { a: box(0, 0), w1: w1!, w2: w2!, w3: w3!, above: above!, b: b!, below: below! };
    const { ab } = route([{ id: 'ab', from: 'a', to: 'b' }], boxes);
    const { a: _a, b: _b, ...others } = boxes;
    expect(Object.keys(others).filter((id) => crosses(ab!, others[id as 'w1']))).toEqual([]);
    expect(ab!.points.at(-1)).toEqual({ x: 640, y: 30 });
  });

  test('connect nodes above each other, and pass a third one on the side', () => {
    const boxes = { a: box(0, 0), b: box(0, 100), c: box(0, 200) };
    const wires = route([{ id: 'ab', from: 'a', to: 'b' }, { id: 'ac', from: 'a', to: 'c' }], boxes);
    expect(wires['ab']?.points).toEqual([{ x: 100, y: 60 }, { x: 100, y: 100 }]);
    expect(wires['ac'] && crosses(wires['ac'], boxes.b)).toBe(false);
  });

  test('beside one column have a trunk for each node that they lead to, which those to one node share', () => {
    const boxes = { a: box(0, 0), b: box(0, 100), c: box(0, 200), d: box(0, 300) };
    const wires = route([{ id: 'ac', from: 'a', to: 'c' }, { id: 'db', from: 'd', to: 'b' }, { id: 'ca', from: 'c', to: 'a' }, { id: 'da', from: 'd', to: 'a' }], boxes);
    const trunk = (id: string) => wires[id]!.points[1]!.x;
    expect(new Set([trunk('ac'), trunk('db'), trunk('ca')]).size).toBe(3);
    expect(trunk('da')).toBe(trunk('ca'));
  });

  test('go backwards too', () => {
    const { ab } = route([{ id: 'ab', from: 'a', to: 'b' }], { a: box(320, 0), b: box(0, 0) });
    expect(ab?.points).toEqual([{ x: 320, y: 30 }, { x: 200, y: 30 }]);
  });

  test('have round corners, but never rounder than their runs are long', () => {
    expect(roundedPath([{ x: 0, y: 0 }, { x: 10, y: 0 }, { x: 10, y: 100 }], 12)).toBe('M0 0L5 0Q10 0 10 12L10 100');
  });
});
