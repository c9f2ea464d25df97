import { describe, expect, test } from 'vitest';
import { differenceOf } from '../kit/difference';
import { isMap } from '../kit/is-map';
import { checkStack, defaultStack, STACK_VERSION, type Stack } from '../stack';
import { parsed } from '../stack/test-stacks';
import { codecs, decodeLink, encodeLink } from './index';
import first from './released/1.json';
import second from './released/2.json';
import third from './released/3.json';
import fourth from './released/4.json';

interface Released {
  readonly name: string;
  readonly link: string;
  /** What differs from the defaults of then, in the words of today. */
  readonly says: unknown;
  /** The `stack.json` of then. */
  readonly file: { readonly version: number };
}

/** Links and files as each codec's own designer made them; never to be changed, only added to. */
const released: readonly (readonly Released[])[] = [first, second, third, fourth];

const all = released.flatMap((designs, at) => designs.map((design) => ({ codec: at + 1, ...design })));

describe('what an earlier designer made', () => {
  test.each(all.filter(({ link }) => link !== ''))('means the same: codec $codec, $name', ({ codec, link, says }) => {
    const decoded = decodeLink(link);
    expect(decoded).toMatchObject({ ok: true });
    expect(differenceOf(parsed(codecs[codec - 1]?.defaults), decoded.ok && decoded.stack) ?? {}).toEqual(says);
  });

  test.each(all)('is the same as link and as file: codec $codec, $name', ({ link, file }) => {
    expect(checkStack(file)).toEqual(link === '' ? { ok: true, stack: defaultStack } : decodeLink(link));
  });

  test('is kept for every codec and every version of stack.json, several each', () => {
    expect(released.length, 'a new codec needs links and files of its own in lib/share/released').toBe(codecs.length);
    expect([...new Set(all.map(({ file }) => file.version))].sort()).toEqual(Array.from({ length: STACK_VERSION }, (_, at) => at + 1));
    for (const designs of released) expect(designs.length).toBeGreaterThan(4);
    expect(all.filter(({ says }) => isMap(says) && 'containers' in says && 'layout' in says).length).toBeGreaterThan(1);
  });
});

describe('the defaults that a link leaves out', () => {
  test('are those of today in the newest codec', () => {
    const number = codecs.length;
    expect(
      codecs.at(-1)?.defaults,
      `The design that the tool starts with is no longer what links of codec ${number} differ from. Links that are out there must keep their meaning: leave the files in lib/stack/defaults as they are, write the new default design to one with the next number, name that number in DEFAULTS of lib/stack/schema.ts, add a codec with it at the end of lib/share/index.ts, and links and files in lib/share/released.`,
    ).toEqual(defaultStack);
  });

  test('and the dictionary of the newest codec are as they were when its first link was made', () => {
    const five = fourth.find(({ name }) => name === 'five changes');
    const { stack } = decodeLink(five?.link ?? '') as { readonly stack: Stack };
    expect(encodeLink(stack)).toBe(five?.link);
  });
});
