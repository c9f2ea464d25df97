import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HostName, isPublicDomain } from './project';
import { holds } from './test-property';
import { AddressList, ContainerPort, Port, emptyAllowlist, exposures, guardOf, isCidr, isIpAddress } from './values';

describe('an address or range', () => {
  test('is one when Node says so', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    holds(address, (value) => expect([isIpAddress(value), isCidr(value)]).toEqual([true, true]), 500);
    const nearly = fc.tuple(address, fc.nat(), fc.constantFrom('', ':', '.', '0', 'g', ' ', '/', '256')).map(([value, at, letters]) => {
      const cut = at % (value.length + 1);
      return value.slice(0, cut) + letters + value.slice(cut + 1);
    });
    holds(nearly.filter((value) => !value.includes('/')), (value) => expect(isIpAddress(value), value).toBe(isIP(value) !== 0), 2000);
  });

  test.each(['0.0.0.0/0', '203.0.113.7/32', '::/0', '2001:db8::/128', '::ffff:203.0.113.7', '1:2:3:4:5:6:7:8'])('may be %s', (value) => {
    expect(isCidr(value)).toBe(true);
  });

  test.each(['', '/', '203.0.113.7/33', '203.0.113.7/', '203.0.113.7/08', '203.0.113.7/-1', '203.0.113', '203.0.113.07', '::/129', ':::', '1::2::3', '1:2:3:4:5:6:7:8:9', 'localhost', '203.0.113.7/24/1', '203.0.113.7 ', '::1%eth0'])(
    'cannot be %j',
    (value) => expect(isCidr(value)).toBe(false),
  );

  test('stands in lists of at most 64', () => {
    expect(AddressList.safeParse(Array.from({ length: 64 }, () => '203.0.113.7')).success).toBe(true);
    expect(AddressList.safeParse(Array.from({ length: 65 }, () => '203.0.113.7')).success).toBe(false);
  });
});

describe('a port', () => {
  test.each([[1, true, false], [1023, true, false], [1024, true, true], [65_535, true, true], [65_536, false, false], [0, false, false], [80.5, false, false], ['80', false, false]])(
    '%j: on the host %s, in a container %s',
    (value, onHost, inContainer) => {
      expect([Port.safeParse(value).success, ContainerPort.safeParse(value).success]).toEqual([onHost, inContainer]);
    },
  );
});

describe('a host name', () => {
  test.each(['localhost', 'a', 'app.example.com', 'a-b.c', 'xn--bcher-kva.example', `${'a'.repeat(63)}.com`])('may be %s', (value) => {
    expect(HostName.safeParse(value).success).toBe(true);
  });

  test.each(['', 'App.example.com', 'https://a.b', 'a.b:80', 'a.b/', 'a..b', '.a', 'a.', '-a', 'a-', 'a_b', 'a b', '203.0.113.7', 'ü.de', `${'a'.repeat(64)}.com`, `${'a.'.repeat(130)}com`, 'a`b', 'a\n'])(
    'cannot be %j',
    (value) => expect(HostName.safeParse(value).success).toBe(false),
  );

  test('is no address, and whoever gives one is told', () => {
    expect(HostName.safeParse('192.168.1.5').error?.issues[0]?.message).toContain('no IP address');
  });

  test.each([['app.example.com', true], ['example.org', true], ['localhost', false], ['intranet', false], ['a.localhost', false], ['nas.local', false], ['shop.internal', false], ['pi.home.arpa', false], ['a.test', false], ['mylocal.com', true], ['local.de', true]])(
    '%s is public: %s',
    (value, isPublic) => expect(isPublicDomain(value)).toBe(isPublic),
  );
});

describe('an exposure', () => {
  test.each(exposures)('%s is guarded by what it says', (exposure) => {
    const wanted = { none: { basicAuth: false }, allowlist: { allow: ['::1'], basicAuth: false }, 'basic-auth': { basicAuth: true }, both: { allow: ['::1'], basicAuth: true } };
    expect(guardOf(exposure, ['::1'])).toEqual(wanted[exposure]);
  });

  test('by addresses needs one', () => {
    expect(exposures.filter((exposure) => emptyAllowlist('allow', exposure, []).length > 0)).toEqual(['allowlist', 'both']);
    expect(exposures.filter((exposure) => emptyAllowlist('allow', exposure, ['::1']).length > 0)).toEqual([]);
  });
});
