import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { checkStack, defaultStack, pathText, STACK_VERSION } from '../stack';
import { withChecksum } from './checksum';
import { codecs, decodeLink, refusalText } from './index';

const { dictionary } = codecs.at(-1) ?? {};

function linkOf(codec: number, difference: unknown): string {
  const bytes = deflateSync(new TextEncoder().encode(JSON.stringify(difference)), dictionary ? { dictionary } : {});
  return `${codec}.${Buffer.from(withChecksum(bytes)).toString('base64url')}`;
}

function refusal(link: string) {
  const decoded = decodeLink(link);
  if (decoded.ok) throw new Error(`opened ${link}`);
  return decoded;
}

const later = codecs.length + 1;

describe('a link of a newer designer', () => {
  test('is refused with both numbers, and lists what this designer does not know', () => {
    const { message, unread } = refusal(linkOf(later, { project: { name: 'shop', region: 'eu' }, services: { search: { port: 9200 } } }));
    expect(message).toMatch(new RegExp(`^A newer designer made this link: it is of kind ${later}, and this one opens kinds up to ${codecs.length}\\..*does not know:$`));
    expect(unread).toEqual([expect.stringMatching(/^project\.region: /), expect.stringMatching(/^services\.search: /)]);
    expect(refusalText({ ok: false, message, unread }).split('\n')).toEqual([message, ...unread]);
  });

  test('is refused even if each of its fields is known: what it leaves out may mean something else', () => {
    expect(refusal(linkOf(later, { project: { name: 'shop' } }))).toMatchObject({ message: expect.stringContaining('could mean another design'), unread: [] });
    expect(refusal(`${later}.AAAA`)).toMatchObject({ message: expect.stringContaining('A newer designer'), unread: [] });
  });

  test('lists no more than a person reads', () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`field${at}`, 1]));
    const { unread } = refusal(linkOf(later, many));
    expect(unread).toHaveLength(21);
    expect(unread.at(-1)).toBe('and 180 more');
  });
});

describe('a stack.json of a newer designer', () => {
  test('is refused with both versions, and each field that is unknown is listed', () => {
    const checked = checkStack({ ...defaultStack, version: STACK_VERSION + 1, regions: ['eu'], project: { ...defaultStack.project, region: 'eu' } });
    const lines = checked.ok ? [] : checked.problems.map(({ path, message }) => `${pathText(path)}: ${message}`);
    expect(lines.sort()).toEqual([
      'project.region: This designer does not know this field',
      'regions: This designer does not know this field',
      `version: A newer designer made this design: it has version ${STACK_VERSION + 1}, and this one reads versions up to ${STACK_VERSION}. Open it there, or update this one`,
    ]);
  });
});
