import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../../kit/test-property';
import { connections, defaultStack } from '../../stack';
import { presets, presetStack } from '../../stack/presets';
import { anyStack, parsed, stackOf, stackWith } from '../../stack/test-stacks';
import { colours, colourIn } from './colours';
import { mermaidOf } from './mermaid';
import { svgOf } from './svg';
import { formFaults } from './test-xml';
import { fitted, textWidth } from './text-width';
import { element } from './xml';

const textsOf = (svg: string) => [...svg.matchAll(/>([^<>]+)</g)].map(([, text]) => text);

describe('the picture of a design as SVG', () => {
  const svg = svgOf(defaultStack);

  test('shows every service, what flows, and the zones with their networks', () => {
    for (const text of ['Traefik', 'FastAPI', 'PostgreSQL', 'pgAdmin', 'Visitors', 'https 443', '/api → 8000', 'sql → 5432', 'INTERNET', 'ONE NETWORK', 'main']) {
      expect(textsOf(svg)).toContain(text);
    }
  });

  test('says so in words, too', () => {
    expect(svg).toContain('<title id="title">base2: diagram of the stack</title>');
    expect(svg).toMatch(/<desc id="description">Internet: Visitors\. One network \(main\): Traefik, v[\d.]+ · 80, 443; .*FastAPI to PostgreSQL: sql → 5432\./);
  });

  test('needs nothing from anywhere', () => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:\/\/|@import|href|url\((?!#)|<script|<foreignObject/);
  });

  test('is light, and dark for whoever prefers that, unless one of them is asked for', () => {
    const [light, dark] = [colourIn('light', 'canvas'), colourIn('dark', 'canvas')];
    expect(svg).toContain(`.ground{fill:${light}}`);
    expect(svg).toMatch(new RegExp(`@media \\(prefers-color-scheme:dark\\)\\{.*\\.ground\\{fill:${dark}\\}`));
    expect(svgOf(defaultStack, 'light')).not.toContain('@media');
    expect(svgOf(defaultStack, 'dark')).not.toContain(light);
  });

  test('follows places that a person chose', () => {
    expect(svgOf(stackWith('postgres'))).toContain(svg.slice(0, 200));
    const moved = parsed({ ...defaultStack, layout: { postgres: { x: 2000, y: 5 } } });
    expect(svgOf(moved)).toContain('translate(2000 5)');
  });

  test('shortens what does not fit on its card', () => {
    const image = 'ghcr.io/a-very-long-organisation/and-a-very-long-program:2.1.0';
    const texts = textsOf(svgOf(parsed({ ...defaultStack, containers: { shop: { image } } })));
    expect(texts.some((text) => text?.endsWith('…'))).toBe(true);
  });

  test('shows the networks of a card where its zone has more', () => {
    const texts = textsOf(svgOf(stackOf({ hardening: { networks: 'tiers' } })));
    expect(texts).toContain('app');
  });

  test.each(presets.map((preset) => [preset.title, preset] as const))('of the preset %s is well-formed', (_, preset) => {
    expect(formFaults(svgOf(presetStack(preset)))).toEqual([]);
  });

  test('is well-formed XML whatever the design is', () => {
    holds(anyStack, (stack) => {
      for (const theme of ['auto', 'dark'] as const) expect(formFaults(svgOf(stack, theme))).toEqual([]);
    }, 40);
  });

  test('has no number that is none', () => {
    holds(anyStack, (stack) => expect(svgOf(stack)).not.toMatch(/NaN|Infinity|undefined/), 40);
  });
});

describe('an element of XML', () => {
  test('is well-formed whatever its text and attributes are', () => {
    holds(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), ([text, value]) => {
      expect(formFaults(element('g', { id: value, x: 1.23456 }, element('title', {}, ''), element('text', {}, element('a', { b: text }))))).toEqual([]);
    });
  });

  test.each([
    ['<a b="1>', 'a'],
    ['<a></b>', 'b'],
    ['<a>&nbsp;</a>', 'a'],
    ['<a b="<"/>', 'a'],
    ['<a/><b/>', 'b'],
    ['<a>\u0001</a>', 'a'],
    ['<a b="1" b="2"/>', 'a'],
  ])('would be called wrong as %j', (text) => {
    expect(formFaults(text)).not.toEqual([]);
  });
});

describe('the colours of pictures', () => {
  const css = readFileSync(new URL('../../../app/globals.css', import.meta.url), 'utf8');

  /** sRGB as `#rrggbb` (B. Ottosson, "A perceptual color space for image processing"). */
  function hex(text: string): string {
    const [L = 0, C = 0, h = 0] = text.split(' ').map(Number);
    const [a, b] = [C * Math.cos((h * Math.PI) / 180), C * Math.sin((h * Math.PI) / 180)];
    const [l, m, s] = [(L + 0.3963377774 * a + 0.2158037573 * b) ** 3, (L - 0.1055613458 * a - 0.0638541728 * b) ** 3, (L - 0.0894841775 * a - 1.291485548 * b) ** 3];
    const rgb = [4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s];
    const channel = (value: number) => {
      const clipped = Math.max(0, Math.min(1, value));
      const bent = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055;
      return Math.round(bent * 255).toString(16).padStart(2, '0');
    };
    return `#${rgb.map(channel).join('')}`;
  }

  test.each(Object.entries(colours))('%s is that of the page', (name, [light, dark]) => {
    const [, ofLight = '', ofDark = ''] = new RegExp(`--${name}: light-dark\\(oklch\\(([\\d. ]+)\\), oklch\\(([\\d. ]+)\\)\\)`).exec(css) ?? [];
    expect([light, dark]).toEqual([hex(ofLight), hex(ofDark)]);
  });
});

describe('a text that has to fit', () => {
  test('is left alone, or ends with an ellipsis and is no wider than its room', () => {
    holds(fc.tuple(fc.string({ unit: 'binary', maxLength: 80 }), fc.integer({ min: 20, max: 300 })), ([text, room]) => {
      const shown = fitted(text, 12, room);
      expect(textWidth(shown, 12)).toBeLessThanOrEqual(room);
      if (shown !== text) expect(shown.endsWith('…')).toBe(true);
    });
  });
});

describe('the diagram as Mermaid', () => {
  test('has a subgraph for each zone, the services in them, and what flows', () => {
    expect(mermaidOf(stackOf({ hardening: { networks: 'data' } }))).toBe(readFileSync(new URL('golden/default.mmd', import.meta.url), 'utf8'));
  });

  test('keeps its words apart from Mermaid’s own', () => {
    const text = mermaidOf(parsed({ ...defaultStack, containers: { end: { image: 'ghcr.io/acme/shop:1.2.3' }, 'sub-graph': {} } }));
    expect(text).toContain('end_["end<br/>');
    expect(text).toContain('sub_graph["sub-graph<br/>');
  });

  test('keeps its containers apart from its subgraphs', () => {
    const text = mermaidOf(parsed({ ...defaultStack, containers: { 'zone-stack': { exposure: 'public' } } }));
    expect(text).toContain('  subgraph zone_stack[');
    expect(text).toContain('    zone_stack_["zone-stack<br/>');
    expect(text).toContain('traefik -->|"/zone-stack → 8080"| zone_stack_\n');
  });

  test('has the shape of a flowchart whatever the design is', () => {
    const label = '"[^"<>`&\\\\]*"';
    const line = new RegExp(
      [
        'flowchart LR', '  accTitle: [^<>"]+', '  visitors\\(\\["Visitors"\\]\\)', `  subgraph zone_[a-z]+\\[${label}\\]`, '  end',
        '    [a-z0-9_]+\\["[^"<>`&\\\\]*<br/>[^"<>`&\\\\]*"\\]', `  [a-z0-9_]+ -->\\|${label}\\| [a-z0-9_]+`,
        '  classDef [a-z]+Zone fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}', '  class [a-z0-9_,]+ [a-z]+Zone', '',
      ].map((one) => `^${one}$`).join('|'),
    );
    holds(anyStack, (stack) => {
      const lines = mermaidOf(stack).split('\n');
      expect(lines.filter((one) => !line.test(one))).toEqual([]);
      expect(lines.filter((one) => one.includes('-->')).length).toBeGreaterThanOrEqual(connections(stack).filter(({ active }) => active).length);
      expect(lines.filter((one) => one.startsWith('  subgraph')).length).toBe(lines.filter((one) => one === '  end').length);
    }, 60);
  });
});
