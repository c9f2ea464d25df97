import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Rgb = readonly [number, number, number];

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');

/** OKLCH to linear sRGB (B. Ottosson, "A perceptual color space for image processing"), clipped to the gamut. */
function linear(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.max(0, Math.min(1, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Relative luminance (WCAG 2.2). */
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function tokens(theme: 'light' | 'dark'): ReadonlyMap<string, number> {
  const pattern = /--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g;
  return new Map(
    [...css.matchAll(pattern)].map(([, name = '', light = '', dark = '']) => {
      const [lightness = 0, chroma = 0, hue = 0] = (theme === 'light' ? light : dark).split(' ').map(Number);
      return [name, luminance(linear(lightness, chroma, hue))];
    }),
  );
}

const surfaces = ['canvas', 'sunken', 'surface', 'raised'];
const zones = ['internet', 'edge', 'app', 'data'];
const code = ['text', 'number-line', 'key', 'string', 'literal', 'keyword', 'title', 'variable', 'comment'];

/** Text on its ground: 4.5 : 1. */
const texts: readonly (readonly [string, string])[] = [
  ...[...surfaces, 'hover'].flatMap((ground) => ['text', 'text-muted'].map((text) => [text, ground] as const)),
  ...surfaces.flatMap((ground) =>
    ['text-faint', 'accent-text', 'danger-text', 'warning-text', 'success-text'].map((text) => [text, ground] as const),
  ),
  ...['accent', 'danger', 'warning', 'success'].map((tone) => [`${tone}-text`, `${tone}-soft`] as const),
  ['text', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ...zones.flatMap((zone) => [
    [`zone-${zone}-text`, `zone-${zone}-soft`] as const,
    [`zone-${zone}-text`, `zone-${zone}-tile`] as const,
    ['text-muted', `zone-${zone}-soft`] as const,
  ]),
  ['zone-stack-text', 'zone-stack-soft'],
  ['text-muted', 'zone-stack-soft'],
  ...code.map((kind) => [`code-${kind}`, 'code'] as const),
  ...code.filter((kind) => kind !== 'number-line').map((kind) => [`code-${kind}`, 'code-mark'] as const),
  ['accent-text', 'code-mark'],
];

/** What bounds or marks something that can be used: 3 : 1. */
const marks: readonly (readonly [string, string])[] = [
  ...surfaces.flatMap((ground) => ['border-strong', 'focus', 'accent', 'danger'].map((mark) => [mark, ground] as const)),
  ['warning', 'surface'],
  ['success', 'surface'],
];

describe.each(['light', 'dark'] as const)('colours in %s', (theme) => {
  const known = tokens(theme);
  const ratio = (a: string, b: string) => {
    const [one, other] = [known.get(a), known.get(b)];
    if (one === undefined || other === undefined) throw new Error(`no colour ${one === undefined ? a : b}`);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };

  it.each(texts)('%s can be read on %s', (text, ground) => {
    expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(marks)('%s can be seen on %s', (mark, ground) => {
    expect(ratio(mark, ground)).toBeGreaterThanOrEqual(3);
  });
});
