import { describe, expect, test } from 'vitest';
import { chipBox, withFreeChips } from './chips';
import { overlaps } from './geometry';
import type { Wire } from './routes';

const wire = (y: number, x: number, to = 400): Wire => ({ points: [{ x: 0, y }, { x: to, y }], label: { x, y, side: 'middle' } });
const texts = { a: 'sql → 5432', b: 'cache → 6379' };

describe('chips', () => {
  test('stay where they are wanted, as long as nothing is there', () => {
    const wires = { a: wire(0, 100), b: wire(60, 100) };
    expect(withFreeChips(wires, texts, {})).toEqual(wires);
  });

  test('slide along their own wire away from another chip and from a node', () => {
    const node = { x: 150, y: -30, width: 100, height: 60 };
    const placed = withFreeChips({ a: wire(0, 100), b: wire(4, 100) }, texts, { node });
    const [a, b] = [chipBox(placed['a']!.label, texts.a), chipBox(placed['b']!.label, texts.b)];
    expect(overlaps(a, b) || overlaps(a, node) || overlaps(b, node)).toBe(false);
    expect(placed['b']!.label.y).toBe(4);
  });

  test('stand beside a wire that they share, when it has no room for all of them', () => {
    const routes = { a: '/api → 8000', b: '/api/docs → 8000', c: '/api/redoc → 8000' };
    const placed = withFreeChips({ a: wire(0, 60, 120), b: wire(0, 60, 120), c: wire(0, 60, 120) }, routes, {});
    const boxes = Object.entries(routes).map(([id, text]) => chipBox(placed[id]!.label, text));
    for (const [at, box] of boxes.entries()) for (const other of boxes.slice(at + 1)) expect(overlaps(box, other)).toBe(false);
  });

  test('stay where there is no room at all', () => {
    const wires = { a: wire(0, 30, 60), b: wire(0, 30, 60) };
    const walls = { above: { x: -200, y: -220, width: 400, height: 200 }, below: { x: -200, y: 20, width: 400, height: 200 } };
    expect(withFreeChips(wires, texts, walls)).toEqual(wires);
  });
});
