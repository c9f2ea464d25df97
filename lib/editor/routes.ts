import { bottom, type Box, middle, overlaps, type Point, right } from './geometry';

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Wire {
  readonly points: readonly Point[];
  /** Where the chip stands that says what flows. */
  readonly label: Point;
}

type Boxes = Readonly<Record<string, Box>>;

/** Distance of a wire's vertical run from the node where several wires meet. */
const CHANNEL = 22;
/** Distance of a wire that goes around nodes. */
const DETOUR = 16;

function sideways(a: Box, b: Box): 'forward' | 'backward' | undefined {
  if (b.x - right(a) >= 2 * CHANNEL) return 'forward';
  if (a.x - right(b) >= 2 * CHANNEL) return 'backward';
  return undefined;
}

function busiest(link: Link, links: readonly Link[]): 'from' | 'to' {
  const leaving = links.filter((other) => other.from === link.from).length;
  const arriving = links.filter((other) => other.to === link.to).length;
  return arriving > leaving ? 'to' : 'from';
}

function obstacles(boxes: Boxes, link: Link): Box[] {
  return Object.entries(boxes).flatMap(([id, box]) => (id === link.from || id === link.to ? [] : [box]));
}

/** A height at which a wire from x1 to x2 passes no node: `wanted` if it is free, else just above or below them. */
function freeLane(wanted: number, x1: number, x2: number, others: readonly Box[]): number {
  const strip = (y: number): Box => ({ x: Math.min(x1, x2), width: Math.abs(x2 - x1), y: y - 4, height: 8 });
  const isFree = (y: number) => !others.some((box) => overlaps(strip(y), box));
  if (isFree(wanted)) return wanted;
  const candidates = others.flatMap((box) => [box.y - DETOUR, bottom(box) + DETOUR]).filter(isFree);
  return candidates.reduce((best, y) => (Math.abs(y - wanted) < Math.abs(best - wanted) ? y : best), Infinity);
}

function horizontal(link: Link, links: readonly Link[], boxes: Boxes, a: Box, b: Box, sign: 1 | -1): Wire {
  const start: Point = { x: sign === 1 ? right(a) : a.x, y: middle(a).y };
  const end: Point = { x: sign === 1 ? b.x : right(b), y: middle(b).y };
  const hub = busiest(link, links);
  const near = { x: start.x + sign * CHANNEL, y: start.y };
  const far = { x: end.x - sign * CHANNEL, y: end.y };
  const others = obstacles(boxes, link);
  const lane = freeLane(hub === 'from' ? end.y : start.y, near.x, far.x, others);
  const direct = Number.isFinite(lane) ? lane : end.y;
  if (hub === 'from') {
    const turn = direct === end.y ? [] : [{ x: far.x, y: direct }, far];
    const label = { x: (near.x + (direct === end.y ? end.x - 8 : far.x)) / 2, y: direct };
    return { points: tidy([start, near, { x: near.x, y: direct }, ...turn, end]), label: nearTarget(label, end, sign) };
  }
  const turn = direct === start.y ? [] : [near, { x: near.x, y: direct }];
  return {
    points: tidy([start, ...turn, { x: far.x, y: direct }, far, end]),
    label: { x: start.x + (sign * Math.min(Math.abs(far.x - start.x), MAX_RUN)) / 2, y: direct },
  };
}

/** Chips of long wires stay beside the node that they are about. */
const MAX_RUN = 100;

function nearTarget(label: Point, end: Point, sign: 1 | -1): Point {
  const away = Math.abs(end.x - label.x);
  return away <= MAX_RUN ? label : { x: end.x - (sign * MAX_RUN) / 2, y: end.y };
}

function vertical(link: Link, boxes: Boxes, a: Box, b: Box): Wire {
  const down = b.y >= a.y;
  const left = Math.max(a.x, b.x);
  const x = (left + Math.min(right(a), right(b))) / 2;
  const start = { x, y: down ? bottom(a) : a.y };
  const end = { x, y: down ? b.y : bottom(b) };
  const strip = { x: x - 4, width: 8, y: Math.min(start.y, end.y), height: Math.abs(end.y - start.y) };
  if (!obstacles(boxes, link).some((box) => overlaps(strip, box)) && (down ? start.y < end.y : start.y > end.y)) {
    return { points: [start, end], label: { x, y: (start.y + end.y) / 2 } };
  }
  const around = Math.max(right(a), right(b)) + CHANNEL;
  const [from, to] = [middle(a).y, middle(b).y];
  return {
    points: [{ x: right(a), y: from }, { x: around, y: from }, { x: around, y: to }, { x: right(b), y: to }],
    label: { x: around, y: (from + to) / 2 },
  };
}

/** Drops points that repeat or lie on the straight line between their neighbours. */
function tidy(points: readonly Point[]): Point[] {
  const distinct = points.filter((point, index) => {
    const before = points[index - 1];
    return !before || before.x !== point.x || before.y !== point.y;
  });
  return distinct.filter((point, index) => {
    const before = distinct[index - 1];
    const after = distinct[index + 1];
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}

/**
 * Lines between boxes in horizontal and vertical runs, around other boxes. Lines that leave or reach one node together
 * share a trunk beside it, so that each chip stands on the part that belongs to its line alone.
 */
export function route(links: readonly Link[], boxes: Boxes): Record<string, Wire> {
  const wires: Record<string, Wire> = {};
  for (const link of links) {
    const [a, b] = [boxes[link.from], boxes[link.to]];
    if (!a || !b) continue;
    const side = sideways(a, b);
    const peers = links.filter((other) => {
      const [c, d] = [boxes[other.from], boxes[other.to]];
      return c && d && sideways(c, d) === side;
    });
    wires[link.id] = side ? horizontal(link, peers, boxes, a, b, side === 'forward' ? 1 : -1) : vertical(link, boxes, a, b);
  }
  return wires;
}
