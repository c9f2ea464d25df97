import { describe, expect, test } from 'vitest';
import { filled } from './fill';

const values = new Map([['A', 'a'], ['EMPTY', ''], ['PRICE', '$A $$ ${A}']]);

describe('a text of compose', () => {
  test.each([
    ['no variable', 'no variable'],
    ['${A} and $A', 'a and a'],
    ['$$A and $${A}', '$A and ${A}'],
    ['${A:?set A} ${A?}', 'a a'],
    ['${NO:-else} ${NO-else} ${EMPTY:-else} ${EMPTY-else}', 'else else else '],
    ['${A:+there} ${EMPTY:+there} ${EMPTY+there}', 'there  there'],
    ['${NO:-${A}}', 'a'],
    ['${PRICE}', '$A $$ ${A}'],
  ])('%s is %s', (written, text) => {
    expect(filled(written, values)).toEqual({ text, missing: [] });
  });

  test('names each variable once that has no value', () => {
    expect(filled('${NO}/${NO:?set it}/$NONE', values)).toEqual({ text: '//', missing: ['NO', 'NONE'] });
  });
});
