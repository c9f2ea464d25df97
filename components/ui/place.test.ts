import { describe, expect, it } from 'vitest';
import { place } from './place';

const view = { width: 400, height: 300 };
const box = { width: 100, height: 40 };

describe('a floating box', () => {
  it('stands centred beside its anchor', () => {
    expect(place({ left: 150, top: 100, width: 40, height: 20 }, box, 'bottom', view)).toEqual({ x: 120, y: 126 });
    expect(place({ left: 150, top: 100, width: 40, height: 20 }, box, 'right', view)).toEqual({ x: 196, y: 90 });
  });

  it('goes to the other side where there is no room', () => {
    expect(place({ left: 150, top: 270, width: 40, height: 20 }, box, 'bottom', view).y).toBe(224);
  });

  it('stays inside the view', () => {
    expect(place({ left: 0, top: 100, width: 10, height: 20 }, box, 'bottom', view).x).toBe(8);
    expect(place({ left: 390, top: 100, width: 10, height: 20 }, box, 'bottom', view).x).toBe(292);
  });
});
