import { describe, expect, test } from 'vitest';
import { isBech32 } from './bech32';

/** Keys of age's own README. */
const keys = ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p', 'age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg'] as const;
const isKey = (value: string) => isBech32(value, 'age', 32);

describe('a text in Bech32', () => {
  test.each(keys)('is %s', (key) => expect(isKey(key)).toBe(true));

  // BIP 173 has them with no data at all.
  test.each([['a12uel5l', 'a'], ['an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs', 'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio']])(
    'is %s of the standard', (value, prefix) => expect(isBech32(value, prefix, 0)).toBe(true),
  );

  test('has another checksum when any letter of it is another', () => {
    const [key] = keys;
    const changed = [...key].flatMap((letter, at) => (at < 4 ? [] : [`${key.slice(0, at)}${letter === 'q' ? 'p' : 'q'}${key.slice(at + 1)}`]));
    expect(changed.filter(isKey)).toEqual([]);
  });

  test('has another checksum when two letters change places', () => {
    const [key] = keys;
    const swapped = Array.from({ length: key.length - 5 }, (_, at) => `${key.slice(0, at + 4)}${key[at + 5]}${key[at + 4]}${key.slice(at + 6)}`);
    expect(swapped.filter((value) => value !== key && isKey(value))).toEqual([]);
  });

  test.each([
    ['', 'nothing'], ['age1', 'a prefix alone'], [keys[0].toUpperCase(), 'large letters'], [keys[0].slice(0, -1), 'a letter less'], [`${keys[0]}q`, 'a letter more'],
    [keys[0].replace('age', 'abe'), 'another prefix'], [`age1${'b'.repeat(58)}`, 'letters that Bech32 has not'], ['a12uel5l', 'no bytes'],
  ])('is not %s: %s', (value) => expect(isKey(value)).toBe(false));

  test('has no bits beyond its bytes, though the checksum is right', () => {
    expect(isKey(`age1${'q'.repeat(51)}pfwgqrs`)).toBe(false);
  });
});
