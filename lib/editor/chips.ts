import { type Box, overlaps, type Point, runsOf } from './geometry';
import type { Wire } from './routes';

/** Size of a chip by its text, at most: letters of 11 px are no wider than this on average. */
const LETTER = 6.3;
const CHIP = { padding: 16, height: 22 };
/** Air between chips, and between a chip and a node. */
const AIR = 3;
/** How far apart the places are that are tried along a wire. */
const STEP = 12;
/** Rows of chips above and below a wire that are tried after those on it: routes to one service share their whole wire. */
const ROWS = [0, 1, -1, 2, -2, 3, -3];

type Label = Wire['label'];
type Boxes = Readonly<Record<string, Box>>;

export function chipBox({ x, y, side }: Label, text: string): Box {
  const width = text.length * LETTER + CHIP.padding;
  const left = { left: x, middle: x - width / 2, right: x - width }[side];
  return { x: left, y: y - CHIP.height / 2, width, height: CHIP.height };
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Places for a chip's middle along the runs of a wire. */
function placesOn(points: readonly Point[]): Point[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
    const count = Math.floor(length / STEP);
    return Array.from({ length: count }, (_, at) => {
      const share = (at + 0.5) / count;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    });
  });
}

const middleOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });
const distance = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

const isSameWay = (a: Wire, b: Wire) => a.points.length === b.points.length && a.points.every(({ x, y }, at) => x === b.points[at]?.x && y === b.points[at]?.y);

/** The first free place for a chip, the nearest first: on its wire, then in the row beside it, where it covers no other wire, and so on. */
function firstFree(wire: Wire, text: string, others: readonly Wire[], isFree: (box: Box) => boolean): Label {
  const wanted = chipBox(wire.label, text);
  if (isFree(wanted)) return wire.label;
  const along = placesOn(wire.points).toSorted((a, b) => distance(a, middleOf(wanted)) - distance(b, middleOf(wanted)));
  const runs = others.filter((other) => !isSameWay(other, wire)).flatMap(({ points }) => runsOf(points)).map((run) => grown(run, AIR));
  for (const row of ROWS) {
    for (const { x, y } of along) {
      const place: Label = { x, y: y + row * (CHIP.height + 2 * AIR), side: 'middle' };
      const box = chipBox(place, text);
      if (isFree(box) && (row === 0 || !runs.some((run) => overlaps(box, run)))) return place;
    }
  }
  return wire.label;
}

/**
 * Wires whose chips cover neither a node nor another chip: one that would slides along its own wire to the nearest free
 * place, or stands beside it. Where there is none it stays.
 */
export function withFreeChips(wires: Readonly<Record<string, Wire>>, texts: Readonly<Record<string, string>>, boxes: Boxes): Record<string, Wire> {
  const taken = Object.values(boxes).map((box) => grown(box, AIR));
  const isFree = (box: Box) => !taken.some((other) => overlaps(box, other));
  return Object.fromEntries(
    Object.entries(wires).map(([id, wire]) => {
      const text = texts[id] ?? '';
      const label = firstFree(wire, text, Object.values(wires), isFree);
      taken.push(grown(chipBox(label, text), AIR));
      return [id, { ...wire, label }];
    }),
  );
}
