export type Placement = 'top' | 'bottom' | 'left' | 'right';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Size {
  readonly left: number;
  readonly top: number;
}

const GAP = 6;
const MARGIN = 8;

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, Math.max(low, high)));

const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

function fits(anchor: Rect, box: Size, placement: Placement, view: Size): boolean {
  if (placement === 'top') return anchor.top - GAP - box.height >= MARGIN;
  if (placement === 'bottom') return anchor.top + anchor.height + GAP + box.height <= view.height - MARGIN;
  if (placement === 'left') return anchor.left - GAP - box.width >= MARGIN;
  return anchor.left + anchor.width + GAP + box.width <= view.width - MARGIN;
}

/** Where a floating box goes: beside its anchor, on the other side when there is no room, always inside the view. In pixels. */
export function place(anchor: Rect, box: Size, wanted: Placement, view: Size): { x: number; y: number } {
  const placement =
    !fits(anchor, box, wanted, view) && fits(anchor, box, opposite[wanted], view) ? opposite[wanted] : wanted;
  const middle = anchor.left + (anchor.width - box.width) / 2;
  const centre = anchor.top + (anchor.height - box.height) / 2;
  const at = {
    top: { x: middle, y: anchor.top - GAP - box.height },
    bottom: { x: middle, y: anchor.top + anchor.height + GAP },
    left: { x: anchor.left - GAP - box.width, y: centre },
    right: { x: anchor.left + anchor.width + GAP, y: centre },
  }[placement];
  return {
    x: Math.round(clamp(at.x, MARGIN, view.width - box.width - MARGIN)),
    y: Math.round(clamp(at.y, MARGIN, view.height - box.height - MARGIN)),
  };
}
