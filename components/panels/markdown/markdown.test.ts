import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, parseMarkdown } from './blocks';
import { inline, type Inline, plainText } from './inline';
import { destination } from './links';

const kinds = (text: string) => parseMarkdown(text).map(({ kind }) => kind);
const only = (text: string) => parseMarkdown(text)[0] as Block;

function words(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'code') return `${block.language} ${block.text}`;
      if (block.kind === 'list') return block.items.map(words).join(' ');
      if (block.kind === 'quote') return words(block.children);
      if (block.kind === 'table') return [...block.head, ...block.rows.flat()].map(plainText).join(' ');
      return block.kind === 'rule' ? '' : plainText(block.children);
    })
    .join(' ');
}

describe('Markdown', () => {
  test('has headings, paragraphs, code, lists, quotes, tables and rules', () => {
    expect(kinds('# A\ntext\nmore\n\n```sh\n# no heading\n```\n- a\n- b\n\n> q\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n---\n1. x')).toEqual([
      'heading', 'paragraph', 'code', 'list', 'quote', 'table', 'rule', 'list',
    ]);
  });

  test('keeps code as it stands, in a list too', () => {
    expect(only('```yaml\na:\n  b: "*x*"\n```')).toEqual({ kind: 'code', language: 'yaml', text: 'a:\n  b: "*x*"' });
    expect(only('1. do\n\n   ```sh\n   cd x\n     y\n   ```\n2. then')).toMatchObject({ kind: 'list', start: 1, items: [[{ kind: 'paragraph' }, { kind: 'code', text: 'cd x\n  y' }], [{ kind: 'paragraph' }]] });
  });

  test('puts lists into lists', () => {
    expect(only('- a\n  - b\n  - c\n- d\n  goes on')).toMatchObject({
      items: [[{ kind: 'paragraph' }, { kind: 'list', items: [[{}], [{}]] }], [{ children: [{ text: 'd\ngoes on' }] }]],
    });
  });

  test('reads cells with code, and lines between them', () => {
    expect(only('| `a|b` | c \\| d |\n| --- | --- |\n| 1 | *2* |')).toMatchObject({
      head: [[{ kind: 'code', text: 'a|b' }], [{ text: 'c | d' }]],
      rows: [[[{ text: '1' }], [{ kind: 'emphasis' }]]],
    });
  });

  test.each<[string, readonly Partial<Inline>[]]>([
    ['a **b *c*** d', [{ kind: 'text' }, { kind: 'strong' }, { kind: 'text' }]],
    ['`a *b*`', [{ kind: 'code', text: 'a *b*' }]],
    ['snake_case_name and 2*3*4', [{ kind: 'text', text: 'snake_case_name and 2*3*4' }]],
    ['*Hardening*, *Secrets*', [{ kind: 'emphasis' }, { kind: 'text' }, { kind: 'emphasis' }]],
    ['see [`x`](docs/x.md).', [{ kind: 'text' }, { kind: 'link', href: 'docs/x.md' }, { kind: 'text' }]],
    ['<https://example.com>', [{ kind: 'link', href: 'https://example.com' }]],
    ['<b>no</b> <script>x</script>', [{ kind: 'text', text: '<b>no</b> <script>x</script>' }]],
    ['\\*not\\*', [{ kind: 'text', text: '*not*' }]],
  ])('reads %s', (text, parts) => {
    expect(inline(text)).toMatchObject(parts);
  });

  test('never fails, and never loses a word of plain text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('# ', '- ', '1. ', '> ', '| ', '|---|', '```', '`', '**', '*', '_', '[', '](', ')', '<', '>', '\\', '\n', '  ', '\n\n', 'word', 'x1')), (parts) => {
        const text = parts.join('');
        const found = words(parseMarkdown(text));
        if (!text.includes('](') && !text.includes('```') && !text.includes('|')) for (const word of text.match(/word/g) ?? []) expect(found).toContain(word);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['*a', '[', '`', '**', '_a_', '- ', '1. ', '> ', '|', '<', '<!--', '\\', '[a]('])('is quick, whatever it is given: %s, over and over', (part) => {
    const LENGTH = 100_000;
    const shortest = (text: string) =>
      Math.min(
        ...Array.from({ length: 3 }, () => {
          const started = performance.now();
          parseMarkdown(text);
          return performance.now() - started;
        }),
      );
    // Prose of the same length is the measure. If each mark were sought to the end of the text, it would be thousands of times that.
    expect(shortest(part.repeat(LENGTH / part.length))).toBeLessThan(250 * shortest('word '.repeat(LENGTH / 5)));
  });

  test('reads every document that ships: no mark is left over', () => {
    const root = path.join(import.meta.dirname, '../../../templates');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md') && !file.includes('node_modules'));
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const parts = parseMarkdown(readFileSync(path.join(root, file), 'utf8')).filter(({ kind }) => kind === 'paragraph') as (Block & { kind: 'paragraph' })[];
      const texts = parts.flatMap(({ children }) => children.flatMap((part) => (part.kind === 'text' ? [part.text] : [])));
      for (const text of texts) expect(text, file).not.toMatch(/\*\*|`|\]\(|^#{1,6} |^\|/);
    }
  });
});

describe('a link of a document', () => {
  const paths = new Set(['README.md', 'docs/deploy.md', 'SECURITY.md']);
  test.each([
    ['https://example.com/x', 'README.md', { kind: 'web', href: 'https://example.com/x' }],
    ['docs/deploy.md#dns', 'README.md', { kind: 'file', path: 'docs/deploy.md', anchor: 'dns' }],
    ['../SECURITY.md', 'docs/deploy.md', { kind: 'file', path: 'SECURITY.md', anchor: '' }],
    ['#dns', 'README.md', { kind: 'heading', anchor: 'dns' }],
    ['nowhere.md', 'README.md', { kind: 'nowhere' }],
    ['../../etc/passwd', 'docs/deploy.md', { kind: 'nowhere' }],
    ['javascript:alert(1)', 'README.md', { kind: 'nowhere' }],
    ['JaVaScRiPt:alert(1)', 'README.md', { kind: 'nowhere' }],
    ['data:text/html,x', 'README.md', { kind: 'nowhere' }],
    ['//evil.example', 'README.md', { kind: 'nowhere' }],
  ])('%s from %s', (href, from, to) => {
    expect(destination(href, from, paths)).toEqual(to);
  });
});
