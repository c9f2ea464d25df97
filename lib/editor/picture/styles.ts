import { trustZones } from '../../stack';
import { type Colour, colourIn, type Theme } from './colours';

type Property = 'fill' | 'stroke';
type Rule = readonly [selector: string, values: Readonly<Partial<Record<Property, Colour>>>];

const NODE_ZONES = ['edge', 'app', 'data'] as const;

const rules: readonly Rule[] = [
  ['.ground', { fill: 'canvas' }],
  ...(['internet', ...trustZones] as const).flatMap((zone): Rule[] => [
    [`.zone-${zone} rect`, { fill: `zone-${zone}-soft`, stroke: `zone-${zone}-line` }],
    [`.zone-${zone} text`, { fill: `zone-${zone}-text` }],
  ]),
  ...NODE_ZONES.flatMap((zone): Rule[] => [
    [`.${zone} .tile`, { fill: `zone-${zone}-tile` }],
    [`.${zone} .icon`, { stroke: `zone-${zone}-text` }],
  ]),
  ['.visitors .icon', { stroke: 'zone-internet-text' }],
  ['.visitors text', { fill: 'zone-internet-text' }],
  ['.wire', { stroke: 'border-strong' }],
  ['.wire.public', { stroke: 'wire-public' }],
  ['.head', { fill: 'border-strong' }],
  ['.head.public', { fill: 'wire-public' }],
  ['.card', { fill: 'surface', stroke: 'border' }],
  ['.title', { fill: 'text' }],
  ['.summary', { fill: 'text-muted' }],
  ['.chip rect', { fill: 'surface', stroke: 'border' }],
  ['.chip text', { fill: 'text-muted' }],
  ['.chip.public rect', { stroke: 'accent-line' }],
  ['.chip.public text', { fill: 'accent-text' }],
];

function inTheme(theme: Theme): string {
  return rules
    .map(([selector, values]) => {
      const written = Object.entries(values).map(([property, colour]) => `${property}:${colourIn(theme, colour)}`);
      return `${selector}{${written.join(';')}}`;
    })
    .join('');
}

/** `auto` is light, and dark for whoever has asked their system for dark. */
export type PictureTheme = Theme | 'auto';

/** Classes and plain values only: programs that show pictures know little more of CSS. */
export function pictureStyles(theme: PictureTheme): string {
  const lines = '.wire,.icon{fill:none}.wire{stroke-width:1.5}.icon{stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}';
  if (theme !== 'auto') return lines + inTheme(theme);
  return `${lines}${inTheme('light')}@media (prefers-color-scheme:dark){${inTheme('dark')}}`;
}
