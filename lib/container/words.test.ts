import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { commandWords } from './words';

describe('the words of a command', () => {
  test.each([
    ['', []],
    ['  npm  run start ', ['npm', 'run', 'start']],
    [`sh -c 'echo "$HOME" a'`, ['sh', '-c', 'echo "$HOME" a']],
    ['a "b c"d', ['a', 'b cd']],
    ['a\\ b', ['a b']],
    [`"a\\"b\\n"`, ['a"b\\n']],
    [`''`, ['']],
  ])('of %j are %j', (line, words) => expect(commandWords(line)).toEqual(words));

  test.each([`'a`, '"a', 'a\\'])('are none in %j', (line) => expect(commandWords(line)).toBeUndefined());

  test('come back from what a shell would quote', () => {
    const word = fc.string({ unit: fc.constantFrom(...`ab "'\\$;`) });
    holds(fc.array(word), (words) => expect(commandWords(words.map((one) => `'${one.replaceAll("'", `'\\''`)}'`).join(' '))).toEqual(words), 200);
  });
});
