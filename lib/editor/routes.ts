import { bottom, type Box, middle, overlaps, type Point, right, runsOf } from './geometry';

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Wire {
  readonly points: readonly Point[];
  /** Where the chip stands that says what flows, and which of its sides is there. */
  readonly label: Point & { readonly side: 'left' | 'middle' | 'right' };
}

type Boxes = Readonly<Record<string, Box>>;

/** Distance of a wire's vertical run from the node where several wires meet. */
const CHANNEL = 14;
/** Distance of a wire from nodes that it goes around: outside of their zone's border. */
const DETOUR = 34;
/** A gap between two nodes that is narrower than twice this holds their own wire and chip: no other passes there. */
const CLEAR = 30;
/** Room between a chip and the arrow head, and between a chip and other wires that leave the same node. */
const TIP = 13;
const BESIDE = 20;

/** Nodes that are closer than this stand above each other rather than side by side. */
const MINIMUM = 44;

function sideways(a: Box, b: Box): 'forward' | 'backward' | undefined {
  if (b.x - right(a) >= MINIMUM) return 'forward';
  if (a.x - right(b) >= MINIMUM) return 'backward';
  return undefined;
}

/** Wires that run to one side, and what of them all must be known to draw one; looked up once for all of them. */
interface Peers {
  /** The end where wires run together. */
  meeting(link: Link): 'from' | 'to';
  /** Those that leave one node and meet at their targets, from the highest target to the lowest. */
  leaving(from: string): readonly Link[];
  /** Nodes where wires meet and turn, of those whose sides are at one x, in the order of the links. */
  trunksAt(meets: 'from' | 'to', x: number | undefined): readonly string[];
}

function counted(links: readonly Link[], end: 'from' | 'to'): Map<string, number> {
  const counts = new Map<string, number>();
  for (const link of links) counts.set(link[end], (counts.get(link[end]) ?? 0) + 1);
  return counts;
}

function grouped<K, V>(entries: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of entries) {
    const known = groups.get(key);
    if (known) known.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function peersOf(links: readonly Link[], boxes: Boxes): Peers {
  const leaving = counted(links, 'from');
  const arriving = counted(links, 'to');
  const height = (id: string) => (boxes[id] ? middle(boxes[id]).y : 0);
  // Alone at both ends, a wire turns at its target, away from others of its source.
  const meeting = ({ from, to }: Link) => ((arriving.get(to) ?? 0) > (leaving.get(from) ?? 0) || leaving.get(from) === 1 ? 'to' : 'from');
  const fans = grouped(links.filter((link) => meeting(link) === 'to').map((link) => [link.from, link] as const));
  for (const fan of fans.values()) fan.sort((one, other) => height(one.to) - height(other.to));
  const turning = links.filter(({ from, to }) => height(from) !== height(to)).map((link) => ({ meets: meeting(link), id: link[meeting(link)] }));
  const trunks = grouped(turning.map(({ meets, id }) => [`${meets} ${boxes[id]?.x}`, id] as const));
  return {
    meeting,
    leaving: (from) => fans.get(from) ?? [],
    trunksAt: (meets, x) => [...new Set(trunks.get(`${meets} ${x}`))],
  };
}

function obstacles(boxes: Boxes, link: Link): Box[] {
  return Object.entries(boxes).flatMap(([id, box]) => (id === link.from || id === link.to ? [] : [box]));
}

/** Heights at which a wire from x1 to x2 passes no node, the nearest to `wanted` first: that itself, or just above or below them. */
function freeLanes(wanted: number, x1: number, x2: number, others: readonly Box[]): number[] {
  const isFree = (y: number) => {
    const strip = { x: Math.min(x1, x2), width: Math.abs(x2 - x1), y: y - CLEAR, height: 2 * CLEAR };
    return !others.some((box) => overlaps(strip, box));
  };
  if (isFree(wanted)) return [wanted];
  const lanes = others.flatMap((box) => [box.y - DETOUR, bottom(box) + DETOUR]).filter(isFree);
  return lanes.sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
}

/** Around what is in between, and into the target from above or below, away from the wires at its side. */
function detour(start: Point, near: number, lane: number, b: Box): Wire {
  const x = middle(b).x;
  const end = { x, y: lane > b.y ? bottom(b) : b.y };
  const points = tidy([start, { x: near, y: start.y }, { x: near, y: lane }, { x, y: lane }, end]);
  return { points, label: { x: (near + x) / 2, y: lane, side: 'middle' } };
}

/** Distance between the trunks of two nodes that stand above each other. */
const TRUNK = 9;

/** How many other trunks run in the same gap before that of this link's node. */
function trunksBefore(link: Link, peers: Peers, boxes: Boxes): number {
  const id = link[peers.meeting(link)];
  return Math.max(0, peers.trunksAt(peers.meeting(link), boxes[id]?.x).indexOf(id));
}

/** Distance between wires that leave one side of a node for different trunks: a chip is a little lower. */
const FAN = 23;

/**
 * How far from the middle of its source's side a wire leaves: those that share no trunk there would lie on each other
 * with their chips. A level target keeps the middle, those above it are left above, those below below.
 */
function fanned(link: Link, peers: Peers, boxes: Boxes): number {
  const height = (id: string) => (boxes[id] ? middle(boxes[id]).y : 0);
  const sorted = peers.leaving(link.from);
  const level = sorted.findIndex((other) => height(other.to) === height(link.from));
  const zero = level < 0 ? (sorted.length - 1) / 2 : level;
  const room = (boxes[link.from]?.height ?? 0) / 2 - FAN / 2;
  const step = Math.min(FAN, room / Math.max(zero, sorted.length - 1 - zero, 1));
  return (sorted.findIndex(({ id }) => id === link.id) - zero) * step;
}

function horizontal(link: Link, peers: Peers, boxes: Boxes, a: Box, b: Box, sign: 1 | -1): Wire {
  const meets = peers.meeting(link);
  const start: Point = { x: sign === 1 ? right(a) : a.x, y: middle(a).y + (meets === 'to' ? fanned(link, peers, boxes) : 0) };
  const end: Point = { x: sign === 1 ? b.x : right(b), y: middle(b).y };
  const trunk = CHANNEL + TRUNK * trunksBefore(link, peers, boxes);
  const near = start.x + sign * (meets === 'from' ? trunk : CHANNEL);
  const far = end.x - sign * (meets === 'to' ? trunk : CHANNEL);
  const wanted = meets === 'from' ? end.y : start.y;
  const others = obstacles(boxes, link);
  const beside = (lane: number): Wire => {
    const points = tidy([start, { x: near, y: start.y }, { x: near, y: lane }, { x: far, y: lane }, { x: far, y: end.y }, end]);
    if (lane !== wanted || start.y === end.y) return { points, label: { x: (near + far) / 2, y: lane, side: 'middle' } };
    return meets === 'from'
      ? { points, label: { x: end.x - sign * TIP, y: end.y, side: sign === 1 ? 'right' : 'left' } }
      : { points, label: { x: start.x + sign * BESIDE, y: start.y, side: sign === 1 ? 'left' : 'right' } };
  };
  const isAround = (lane: number) => lane !== wanted && (lane > bottom(b) || lane < b.y);
  const wires = freeLanes(wanted, near, far, others).flatMap((lane) => (isAround(lane) ? [detour(start, near, lane, b), beside(lane)] : [beside(lane)]));
  // A lane is free between the two nodes; what stands above or below one of them may still be in the way to it.
  return wires.find(({ points }) => isClear(points, others)) ?? wires[0] ?? beside(wanted);
}

/** Whether a wire passes behind none of them: one that does looks as if it were for that node. */
function isClear(points: readonly Point[], others: readonly Box[]): boolean {
  return !runsOf(points).some((run) => others.some((box) => overlaps(run, box)));
}


/** Down or up between two nodes that stand above each other, if nobody is in between. */
function straight(link: Link, boxes: Boxes, a: Box, b: Box): Wire | undefined {
  const down = b.y >= a.y;
  const left = Math.max(a.x, b.x);
  const x = (left + Math.min(right(a), right(b))) / 2;
  const start = { x, y: down ? bottom(a) : a.y };
  const end = { x, y: down ? b.y : bottom(b) };
  const strip = { x: x - 4, width: 8, y: Math.min(start.y, end.y), height: Math.abs(end.y - start.y) };
  const isFree = !obstacles(boxes, link).some((box) => overlaps(strip, box)) && (down ? start.y < end.y : start.y > end.y);
  return isFree ? { points: [start, end], label: { x, y: (start.y + end.y) / 2, side: 'middle' } } : undefined;
}

/** Out of one node's side and back into that of another above or below it. @param trunk how many others run beside it there. */
function besides(link: Link, boxes: Boxes, a: Box, b: Box, trunk: number): Wire {
  const around = Math.max(right(a), right(b)) + 2 * CHANNEL + TRUNK * trunk;
  const [from, to] = [middle(a).y, middle(b).y];
  return {
    points: [{ x: right(a), y: from }, { x: around, y: from }, { x: around, y: to }, { x: right(b), y: to }],
    label: { x: Math.max(right(a), right(b)) + NEXT_TO, y: besideGap((from + to) / 2, obstacles(boxes, link)), side: 'left' },
  };
}

interface Ends {
  readonly link: Link;
  readonly a: Box;
  readonly b: Box;
  readonly side: 'forward' | 'backward' | undefined;
}

/** Lines beside one column: those to one node share a trunk, and each node has its own. On one, two lines would look like four. */
function trunksBeside(ends: readonly Ends[]): (link: Link) => number {
  const columns = grouped(ends.map(({ link, a, b }) => [Math.max(right(a), right(b)), link.to] as const));
  const trunks = new Map(ends.map(({ link, a, b }) => [link.id, [...new Set(columns.get(Math.max(right(a), right(b))))].indexOf(link.to)]));
  return ({ id }) => trunks.get(id) ?? 0;
}

/** Room between a node and a chip beside it. */
const NEXT_TO = 8;

/** The height nearest to `wanted` that is beside no node, where the wires of that node have their chips. */
function besideGap(wanted: number, others: readonly Box[]): number {
  const beside = others.find((box) => wanted > box.y - CHANNEL && wanted < bottom(box) + CHANNEL);
  if (!beside) return wanted;
  return wanted < middle(beside).y ? beside.y - 2 * CHANNEL + NEXT_TO / 2 : bottom(beside) + 2 * CHANNEL - NEXT_TO / 2;
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
  const ends = links.flatMap((link): Ends[] => {
    const [a, b] = [boxes[link.from], boxes[link.to]];
    return a && b ? [{ link, a, b, side: sideways(a, b) }] : [];
  });
  const peersOn = (side: 'forward' | 'backward') => peersOf(ends.filter((each) => each.side === side).map(({ link }) => link), boxes);
  const peers = { forward: peersOn('forward'), backward: peersOn('backward') };
  const trunkOf = trunksBeside(ends.filter(({ link, a, b, side }) => !side && !straight(link, boxes, a, b)));
  const upright = ({ link, a, b }: Ends) => straight(link, boxes, a, b) ?? besides(link, boxes, a, b, trunkOf(link));
  return Object.fromEntries(
    ends.map((each) => [each.link.id, each.side ? horizontal(each.link, peers[each.side], boxes, each.a, each.b, each.side === 'forward' ? 1 : -1) : upright(each)]),
  );
}
