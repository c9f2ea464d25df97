import { describe, expect, it } from 'vitest';
import { addChips, splitChips } from './chip-text';

describe('a list that is pasted', () => {
  it('comes apart at commas, spaces, semicolons and line ends', () => {
    expect(splitChips('10.0.0.0/8, 192.168.0.1;2001:db8::/32\n\tfe80::1  ')).toEqual([
      '10.0.0.0/8',
      '192.168.0.1',
      '2001:db8::/32',
      'fe80::1',
    ]);
  });

  it('loses the quotes and brackets of the file it came from', () => {
    expect(splitChips('["10.0.0.1", "10.0.0.2"]')).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('holds each entry once, in the order of arrival', () => {
    expect(addChips(['b'], 'a, b, a')).toEqual(['b', 'a']);
    expect(addChips(['b'], ' , ')).toEqual(['b']);
  });
});
