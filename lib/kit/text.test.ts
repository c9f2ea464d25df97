import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dotenvValues } from '../server/dotenv-values';
import { readDotenv } from './test-dotenv';
import { holds } from './test-property';
import { composeText, dotenvText, optionalRef, partsOf, readableText, ref, text, traefikText, variablesIn, type Text } from './text';

const SPECIAL = ['$', '$$', '${X}', '#', ' #', "'", '"', '\\', '\\n', ' ', '@', ':', '/', '%', '`', '{{', '{', '}}', '{{-', '!', '&', 'é', '€', 'A', '=', '\t', '~'];
const anyLiteral = fc.oneof(
  fc.array(fc.constantFrom(...SPECIAL), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !/[\r\n\0]/.test(value)),
);
const MANY = 2000;

const VALUES = { HOST: `it's a "$HOME" \\ #1`, PORT: '8000', EMPTY: '' };
const anyReference = fc.constantFrom(ref('HOST'), ref('PORT'), optionalRef('EMPTY'));
const anyText: fc.Arbitrary<Text> = fc
  .array(fc.oneof(anyLiteral, anyReference), { maxLength: 5 })
  .map((parts) => ({ parts: parts.flatMap((part) => (part === '' ? [] : partsOf(part))) }));

/** What a person means by a text. */
function meant(value: Text): string {
  return partsOf(value)
    .map((part) => (typeof part === 'string' ? part : VALUES[part.variable as keyof typeof VALUES]))
    .join('');
}

const LINES = `HOST="it's a \\"\\$HOME\\" \\\\ #1"\nPORT=8000\nEMPTY=\n`;

/** Compose's interpolation of a value in a compose file. */
function interpolated(value: string): string {
  return value.replace(/\$(\$|\{(\w+):(\?[^}]*|-)\})/g, (_, kind: string, name?: string) => (kind === '$' ? '$' : (VALUES[name as keyof typeof VALUES] ?? '')));
}

/** Go's text/template, as far as `{{ "text" }}` and `{{ env "NAME" }}` go. */
function executed(template: string): string {
  let result = '';
  let rest = template;
  for (let open = rest.indexOf('{{'); open >= 0; open = rest.indexOf('{{')) {
    const action = /^\{\{ (?:"([^"]*)"|env "(\w+)") \}\}/.exec(rest.slice(open));
    if (!action) throw new Error(`template: unexpected ${rest.slice(open)}`);
    result += rest.slice(0, open) + (action[1] ?? VALUES[action[2] as keyof typeof VALUES]);
    rest = rest.slice(open + action[0].length);
  }
  return result + rest;
}

describe('a value in .env', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['postgres://u:p%40x@h:5432/d', 'postgres://u:p%40x@h:5432/d'],
    ['admin:$2b$10$abc', "'admin:$2b$10$abc'"],
    ['two words', "'two words'"],
    ["it's", `"it's"`],
    [`it's $5`, `"it's \\$5"`],
    ['ends with \\', `"ends with \\\\"`],
    [text`https://${ref('HOST')}:${ref('PORT')}`, 'https://${HOST}:${PORT}'],
    [text`${ref('HOST')} $`, '"${HOST} \\$"'],
  ])('%j is written %s', (value, line) => {
    expect(dotenvText(value)).toBe(line);
  });

  test('is read by compose as it was meant, whatever it holds', () => {
    holds(anyLiteral, (value) => expect(readDotenv(`A=${dotenvText(value)}\nB=1\n`)).toEqual({ A: value, B: '1' }), MANY);
  });

  test('takes variables from lines above and keeps everything around them', () => {
    holds(anyText, (value) => expect(readDotenv(`${LINES}A=${dotenvText(value)}\n`)['A']).toBe(meant(value)), MANY);
  });

  test('without variables is read back by the export command', () => {
    holds(anyLiteral, (value) => expect(dotenvValues(`# A\nA=${dotenvText(value)}\nB=1\n`)).toEqual({ A: value, B: '1' }), MANY);
  });

  test.each(['a\nb', 'a\rb', 'a\0b'])('cannot have a line break or NUL: %j', (value) => {
    expect(() => dotenvText(value)).toThrow(RangeError);
    expect(() => dotenvText(text`${ref('HOST')}${value}`)).toThrow(RangeError);
  });
});

describe('a value in the compose file', () => {
  test.each([
    ['$PATH', '$$PATH'],
    [ref('A'), '${A:?set A in .env}'],
    [optionalRef('A'), '${A:-}'],
    [text`$${ref('A')}`, '$$${A:?set A in .env}'],
  ])('%j is written %s', (value, written) => {
    expect(composeText(value)).toBe(written);
  });

  test('is interpolated to what was meant', () => {
    holds(anyText, (value) => expect(interpolated(composeText(value))).toBe(meant(value)), MANY);
  });
});

describe("a value in Traefik's dynamic file", () => {
  test.each([
    ['{{ x }}', '{{ "{{" }} x }}'],
    [text`{${ref('A')}`, '{{ "{" }}{{ env "A" }}'],
  ])('%j is written %s', (value, written) => {
    expect(traefikText(value)).toBe(written);
  });

  test('is executed to what was meant', () => {
    holds(anyText, (value) => expect(executed(traefikText(value))).toBe(meant(value)), MANY);
  });
});

describe('a text', () => {
  test('joins literals, numbers, references and other texts', () => {
    const url = text`http://${ref('HOST')}:${8000}/${text`a${ref('PATH')}`}`;
    expect(readableText(url)).toBe('http://${HOST}:8000/a${PATH}');
    expect(variablesIn(url)).toEqual(['HOST', 'PATH']);
  });

  test('of letters alone has no variables', () => {
    expect(variablesIn('$HOST')).toEqual([]);
  });
});
