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

  test('stay where there is no room at all', () => {
    const wires = { a: wire(0, 30, 60), b: wire(0, 30, 60) };
    expect(withFreeChips(wires, texts, {})).toEqual(wires);
  });
});
