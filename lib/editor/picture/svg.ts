import type { Stack } from '../../stack';
import { boxesOf, ownNetworks, wiresOf, zonesOf } from '../arrangement';
import { chipBox } from '../chips';
import { type DiagramLink, type DiagramNode, diagramOf, VISITORS, visitorsIcon, visitorsTitle } from '../diagram';
import { around, type Box, roundedPath } from '../geometry';
import { type Positions, positionsOf, type ZoneBox } from '../layout';
import type { Wire } from '../routes';
import { networksText, zoneTitles } from '../zone-words';
import { type PictureTheme, pictureStyles } from './styles';
import { fitted, textWidth } from './text-width';
import { diagramWords } from './words';
import { element, xmlText } from './xml';

export type { PictureTheme } from './styles';

/** Air around the diagram, pixels. */
const AIR = 24;

const SANS = "Geist, Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const MONO = "'Geist Mono', ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace";

const label = (x: number, y: number, size: number, text: string, more: Readonly<Record<string, string | number>> = {}) =>
  element('text', { x, y, 'font-size': size, ...more }, xmlText(text));

function zone(box: ZoneBox): string {
  const networks = networksText(box);
  const title = zoneTitles[box.id].toUpperCase();
  return element(
    'g',
    { class: `zone-${box.id}` },
    element('rect', { x: box.x, y: box.y, width: box.width, height: box.height, rx: 14 }),
    element(
      'text',
      { x: box.x + box.width / 2, y: box.y + 21, 'font-size': 11, 'text-anchor': 'middle' },
      element('tspan', { 'font-weight': 600, 'letter-spacing': 0.7 }, title),
      networks === '' ? '' : element('tspan', { 'font-family': MONO, dx: 8 }, xmlText(networks)),
    ),
  );
}

const arrow = (kind: DiagramLink['kind']) =>
  element(
    'marker',
    { id: `arrow-${kind}`, viewBox: '0 0 10 10', refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: 'userSpaceOnUse', orient: 'auto' },
    element('path', { class: `head ${kind}`, d: 'M1 1.5 9 5 1 8.5Z' }),
  );

const wire = ({ kind }: DiagramLink, { points }: Wire) =>
  element('path', { class: `wire ${kind}`, d: roundedPath(points, 12), 'marker-end': `url(#arrow-${kind})` });

function chip({ kind, label: text }: DiagramLink, { label: at }: Wire): string {
  const box = chipBox(at, text);
  return element(
    'g',
    { class: `chip ${kind}` },
    element('rect', { x: box.x, y: box.y + 1, width: box.width, height: box.height - 2, rx: 10 }),
    label(box.x + box.width / 2, box.y + 15, 11, text, { 'text-anchor': 'middle', 'font-weight': 500 }),
  );
}

/** Where the words of a card begin, and the room that they leave at its end. */
const WORDS = { from: 57, end: 11 };

function networkTags(networks: readonly string[], y: number): string[] {
  let x = 10;
  return networks.map((network) => {
    const width = textWidth(network, 10) + 10;
    const tag = element(
      'g',
      { class: 'chip' },
      element('rect', { x, y, width, height: 16, rx: 8 }),
      label(x + width / 2, y + 11.5, 10, network, { 'text-anchor': 'middle', 'font-family': MONO }),
    );
    x += width + 3;
    return tag;
  });
}

function card(node: DiagramNode, { x, y, width, height }: Box, zones: readonly ZoneBox[]): string {
  const room = width - WORDS.from - WORDS.end;
  return element(
    'g',
    { class: node.zone, transform: `translate(${x} ${y})` },
    element('rect', { class: 'card', width, height, rx: 10 }),
    element('rect', { class: 'tile', x: 11, y: 16, width: 36, height: 36, rx: 8 }),
    element('path', { class: 'icon', d: node.icon, transform: 'translate(19 24) scale(0.8333)' }),
    label(WORDS.from, 31, 14, fitted(node.title, 14, room), { class: 'title', 'font-weight': 600 }),
    label(WORDS.from, 49, 12, fitted(node.summary, 12, room), { class: 'summary' }),
    ...networkTags(ownNetworks(node, zones) ?? [], height - 7),
  );
}

function visitors({ x, y, width, height }: Box): string {
  return element(
    'g',
    { class: 'visitors', transform: `translate(${x} ${y})` },
    element('path', { class: 'icon', d: visitorsIcon, transform: `translate(${width / 2 - 12} ${height / 2 - 22})` }),
    label(width / 2, height / 2 + 18, 12, visitorsTitle, { 'text-anchor': 'middle', 'font-weight': 500 }),
  );
}

/**
 * The diagram of a design as a file by itself: SVG 1.1 with no font, style sheet or script of elsewhere, with title and
 * description for whoever does not see it.
 */
export function svgOf(stack: Stack, theme: PictureTheme = 'auto'): string {
  const diagram = diagramOf(stack);
  const { nodes, links } = diagram;
  const boxes = boxesOf(diagram, positionsOf(nodes, stack.layout as Positions | undefined));
  const zones = zonesOf(diagram, boxes);
  const wires = wiresOf(diagram, boxes, zones);
  const chips = links.flatMap(({ id, label: text }) => (wires[id] ? [chipBox(wires[id].label, text)] : []));
  const turns = Object.values(wires).flatMap(({ points }) => points.map((point) => ({ ...point, width: 0, height: 0 })));
  const all = around([...zones, ...chips, ...turns]);
  const [x, y, width, height] = [all.x - AIR, all.y - AIR, all.width + 2 * AIR, all.height + 2 * AIR].map(Math.round) as [number, number, number, number];
  const drawn = (draw: (link: DiagramLink, wire: Wire) => string) => links.flatMap((link) => (wires[link.id] ? [draw(link, wires[link.id] as Wire)] : []));
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `${x} ${y} ${width} ${height}`, width, height, role: 'img', 'aria-labelledby': 'title description', 'font-family': SANS },
    element('title', { id: 'title' }, xmlText(`${stack.project.name}: diagram of the stack`)),
    element('desc', { id: 'description' }, xmlText(diagramWords(diagram, zones))),
    element('style', {}, pictureStyles(theme)),
    element('defs', {}, arrow('public'), arrow('internal')),
    element('rect', { class: 'ground', x, y, width, height }),
    ...zones.map(zone),
    ...drawn(wire),
    ...nodes.flatMap((node) => (boxes[node.id] ? [card(node, boxes[node.id] as Box, zones)] : [])),
    ...(boxes[VISITORS] ? [visitors(boxes[VISITORS])] : []),
    ...drawn(chip),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
}
