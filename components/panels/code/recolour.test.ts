import { describe, expect, it } from 'vitest';
import { highlightLines } from './highlighter';
import { recoloured } from './recolour';
import { splitLines } from './token-text';

const colour = (text: string) => highlightLines(text, 'yaml');
const coloured = (text: string) => ({ plain: splitLines(text), packed: colour(text) });

const before = 'a:\n  # why\n  b: 1\n  c: "x"\n\nd:\n  - e\n';

describe('colours after an edit', () => {
  it.each([
    ['a changed line', before.replace('b: 1', 'b: 2')],
    ['a line more', before.replace('b: 1', 'b: 1\n  bb: true')],
    ['a line less', before.replace('  c: "x"\n', '')],
    ['two changed lines', before.replace('b: 1', 'b: 2').replace('- e', '- f')],
    ['an empty line more', before.replace('\nd:', '\n\nd:')],
    ['lines more, the last of them empty', before.replace('b: 1', 'b: 1\n  bb: 2\n')],
    ['a line more at the end', `${before}f: 1\n`],
    ['nothing left', ''],
    ['no change', before],
  ])('are those of the whole: %s', (_, after) => {
    expect(recoloured(coloured(before), splitLines(after), colour)).toEqual(colour(after));
  });

  it('asks for the colours of the changed lines alone', () => {
    const asked: string[] = [];
    recoloured(coloured(before), splitLines(before.replace('b: 1', 'b: 2')), (text) => {
      asked.push(text);
      return colour(text);
    });
    expect(asked).toEqual(['  b: 2\n']);
  });

  it('does so for each place where lines changed', () => {
    const asked: string[] = [];
    recoloured(coloured(before), splitLines(before.replace('b: 1', 'b: 2\n  bb: 3').replace('- e', '- f')), (text) => {
      asked.push(text);
      return colour(text);
    });
    expect(asked).toEqual(['  b: 2\n  bb: 3\n', '  - f\n']);
  });
});
