import { expect, test } from 'vitest';
import { dotenvLines } from './dotenv-lines';

test('the lines of .env are its variables, as they are written', () => {
  const text = "# A=1\nA=1 # said\r\n\nB='$x #'\nC=\"\\$5 ${A}\"\n D=2\nE=";
  expect(dotenvLines(text)).toEqual([
    { name: 'A', quote: '', text: '1', line: 2 },
    { name: 'B', quote: "'", text: '$x #', line: 4 },
    { name: 'C', quote: '"', text: '\\$5 ${A}', line: 5 },
    { name: 'E', quote: '', text: '', line: 7 },
  ]);
});
