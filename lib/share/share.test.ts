import { createHash } from 'node:crypto';
import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { addService, defaultStack, removeService } from '../stack';
import { anyStack, draftOf, parsed, stackOf, stackWith } from '../stack/test-stacks';
import { applyDifference, differenceOf } from '../kit/difference';
import { crc16 } from './checksum';
import { decodeLink, encodeLink, linkOf, refusalText } from './index';

function linkTo(value: unknown, codec = '1'): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `${codec}.${Buffer.from(deflateSync(new TextEncoder().encode(text))).toString('base64url')}`;
}

function refusal(link: string): string {
  const decoded = decodeLink(link);
  if (decoded.ok) throw new Error(`opened ${link.slice(0, 80)}`);
  return refusalText(decoded);
}

describe('a share link', () => {
  test('opens the design that it was made of, whichever it is', () => {
    holds(anyStack, (stack) => expect(decodeLink(encodeLink(stack))).toEqual({ ok: true, stack }), 300);
  });

  test('of the default design is empty', () => {
    expect(encodeLink(defaultStack)).toBe('');
    expect(decodeLink('')).toEqual({ ok: true, stack: defaultStack });
  });

  test('remembers that a service was taken out or added', () => {
    const { pgadmin: _gone, ...rest } = defaultStack.services;
    const without = { ...defaultStack, services: rest } as typeof defaultStack;
    expect(decodeLink(encodeLink(without))).toEqual({ ok: true, stack: without });
    const more = addService(defaultStack, 'nginx');
    expect(decodeLink(encodeLink(more))).toEqual({ ok: true, stack: more });
  });

  test('needs no escaping in an address', () => {
    holds(anyStack, (stack) => expect(encodeLink(stack)).toMatch(/^([0-9]+\.[A-Za-z0-9_-]+)?$/));
  });

  test.each([
    ['a production site', () => addService(stackOf({ project: { name: 'shop', domain: 'shop.example.com' }, tls: { mode: 'le-production', email: 'ops@example.com' } }), 'nginx')],
    ['other sizes', () => removeService(stackWith('api', { workers: 4, jwtExpire: '12h', rateLimitMaxRequests: 250, registration: false }), 'pgadmin')],
    ['networks apart, with a cache', () => addService(stackWith('traefik', { dashboard: 'basic-auth', rateAverage: 20 }, { project: { name: 'bookshop' }, hardening: { networks: 'tiers' } }), 'valkey')],
    ['an admin for the office', () => stackWith('django', { workers: 6, adminExposure: 'allowlist', adminAllow: ['198.51.100.23'] }, { project: { domain: 'warehouse.example' }, hardening: { secrets: 'files' } })],
    ['five sections', () => stackWith('postgres', { port: 6543 }, { project: { domain: 'intranet.acme.org' }, tls: { mode: 'le-staging', email: 'it@acme.org' }, hardening: { networks: 'data' } })],
  ])('is short: five changes take less than 80 characters (%s)', (_what, design) => {
    const stack = design();
    expect(encodeLink(stack).length, encodeLink(stack)).toBeLessThan(80);
    expect(decodeLink(encodeLink(stack))).toEqual({ ok: true, stack });
  });

  test('of any design stays far below what browsers take', () => {
    holds(anyStack, (stack) => expect(encodeLink(stack).length).toBeLessThan(4000));
  });

  test('is refused for a design that it could not open again', () => {
    const random = (index: number) => createHash('sha256').update(String(index)).digest('base64url').slice(0, 40);
    const containers = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`own-${index}`, { variables: Array.from({ length: 40 }, (_, at) => `NAME_${at}=${random(index * 31 + at)}`) }]));
    const made = linkOf(parsed({ ...draftOf({}), containers }));
    expect(made.ok ? '' : made.message).toMatch(/too large for a link \(\d{5} characters.*stack\.json/);
    expect(linkOf(defaultStack)).toEqual({ ok: true, link: '' });
  });

  test('of the first codec still means what it meant', () => {
    expect(decodeLink(linkTo({ hardening: { separateDataNetwork: true }, services: { pgadmin: null } }, '1'))).toEqual({
      ok: true,
      stack: removeService(stackOf({ hardening: { networks: 'data' } }), 'pgadmin'),
    });
  });
});

describe('a link that is broken or hostile', () => {
  test('is refused with words and never fails by itself, whatever it is', () => {
    const link = fc.oneof(fc.string(), fc.base64String().map((text) => `1.${text}`), fc.jsonValue().map((value) => linkTo(value)));
    holds(link, (text) => {
      const decoded = decodeLink(text);
      if (!decoded.ok) expect(decoded.message).toMatch(/^[A-Z]/);
    }, 1000);
  });

  /** What happens to a link on its way, behind its codec number; `at` is any place in it. */
  const accidents = {
    'with one letter changed': (payload: string, at: number) => payload.slice(0, at) + (payload[at] === 'k' ? '7' : 'k') + payload.slice(at + 1),
    'with neighbours that changed places': (payload: string, at: number) => payload.slice(0, at) + payload.slice(at, at + 2).split('').reverse().join('') + payload.slice(at + 2),
    'with a letter missing': (payload: string, at: number) => payload.slice(0, at) + payload.slice(at + 1),
    'with a letter twice': (payload: string, at: number) => payload.slice(0, at + 1) + payload.slice(at),
    'cut off': (payload: string, at: number) => payload.slice(0, at),
    'in small letters': (payload: string) => payload.toLowerCase(),
  };

  test.each(Object.entries(accidents))('never opens as another design, %s', (_what, accident) => {
    holds(fc.tuple(anyStack, fc.nat()), ([stack, at]) => {
      const [codec, payload] = encodeLink(stack).split('.');
      if (payload === undefined) return;
      const decoded = decodeLink(`${codec}.${accident(payload, at % payload.length)}`);
      if (decoded.ok) expect(decoded.stack).toEqual(stack);
    }, 300);
  });

  test('is told by a checksum that others know too', () => {
    // The check value of the catalogue.
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x29b1);
  });

  test.each([
    ['half of one', encodeLink(stackOf({ project: { domain: 'warehouse.example', name: 'shop' } })).slice(0, 20)],
    ['another version', linkTo({}, '5')],
    ['no checksum', linkTo({}, '4')],
    ['no version at all', linkTo({}, 'constructor')],
    ['no version', 'abc'],
    ['nothing behind the version', '1.'],
    ['no base64', '1.$$$'],
    ['no deflate', '1.AAAA'],
    ['no JSON', linkTo('{"project":')],
    ['no text', `1.${Buffer.from(deflateSync(Uint8Array.of(0xff, 0xfe, 0xfd))).toString('base64url')}`],
    ['more behind the end', `${linkTo({ project: { name: 'a' } })}.x`],
  ])('is refused: %s', (_what, link) => {
    expect(refusal(link)).not.toBe('');
  });

  test.each([
    ['a field that does not exist', { project: { nmae: 'x' } }, 'project.nmae'],
    ['a wrong value', { services: { traefik: { httpPort: 0 } } }, 'services.traefik.httpPort'],
    ['a broken rule', { tls: { mode: 'le-production' } }, 'tls.mode'],
    ['a missing service', { services: { postgres: null } }, ''],
    ['a list for a design', [], ''],
    ['a key of every object', '{"services":{"__proto__":{"a":1}}}', 'services.__proto__'],
    ['a key of every object, deeper', '{"services":{"api":{"__proto__":{"port":1}}}}', 'services.api.__proto__'],
    ['the constructor', { constructor: { prototype: { a: 1 } } }, 'constructor'],
  ])('never opens a design with %s', (what, difference, where) => {
    const decoded = decodeLink(linkTo(difference));
    // A service that must be there comes back with its defaults.
    if (what === 'a missing service') return expect(decoded).toEqual({ ok: true, stack: defaultStack });
    expect(decoded.ok ? '' : refusalText(decoded)).toContain(where);
    expect(decoded.ok).toBe(false);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('cannot unpack to a large text', () => {
    const bomb = linkTo({ project: { name: 'a'.repeat(10_000_000) } });
    expect(bomb.length).toBeLessThan(16_000);
    expect(refusal(bomb)).not.toBe('');
    expect(refusal(linkTo({ $schema: 'a'.repeat(200_000) }))).not.toBe('');
  });

  test('is not even unpacked when it is too long', () => {
    expect(refusal(`1.${'A'.repeat(100_000)}`)).toMatch(/longer/);
  });
});

describe('the difference of two designs', () => {
  test('leads from one to the other', () => {
    holds(fc.tuple(anyStack, anyStack), ([from, to]) => expect(applyDifference(from, differenceOf(from, to))).toEqual(to));
  });

  test('is nothing between a design and itself', () => {
    holds(anyStack, (stack) => expect(differenceOf(stack, structuredClone(stack))).toBeUndefined(), 50);
  });
});
