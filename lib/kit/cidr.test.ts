import { describe, expect, test } from 'vitest';
import { stackWith, draftOf, problemsOf } from '../stack/test-stacks';
import { coversEverybody } from './cidr';

describe('an allowlist', () => {
  test.each([
    [['0.0.0.0/0']], [['::/0']], [['0.0.0.0/1', '128.0.0.0/1']], [['128.0.0.0/1', '203.0.113.7', '0.0.0.0/1']], [['::/1', '8000::/1']],
    [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2']], [['77.1.2.3/0']], [['203.0.113.7', 'ffff::1/1', '::1/1']],
    [['0.0.0.0/1', '64.0.0.0/2', '128.0.0.0/1']],
  ])('of %j keeps nobody out', (list) => expect(coversEverybody(list)).toBe(true));

  test.each([
    [[]], [['203.0.113.7']], [['0.0.0.0/1']], [['0.0.0.0/1', '128.0.0.0/2']], [['0.0.0.0/1', '128.0.0.1/32']], [['::/1', '0.0.0.0/1']],
    [['::ffff:0.0.0.0/96']], [['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fd00::/8']], [['2001:db8::1']],
  ])('of %j keeps somebody out', (list) => expect(coversEverybody(list)).toBe(false));

  test.each([
    ['traefik', 'siteAllow', {}], ['traefik', 'apiAllow', {}], ['traefik', 'dashboardAllow', { dashboard: 'both' }],
    ['django', 'adminAllow', { adminExposure: 'both' }], ['pgadmin', 'allow', { exposure: 'allowlist' }],
    ['mailpit', 'allow', { exposure: 'both' }],
  ])('of %s (%s) that everybody is on is refused', (id, field, more) => {
    expect(problemsOf(draftOf({}, { [id]: { ...more, [field]: ['0.0.0.0/1', '128.0.0.0/1'] } }))).toEqual([`${id}/open-allowlist services.${id}.${field}`]);
  });

  test('of half the addresses is a list', () => {
    expect(stackWith('traefik', { siteAllow: ['0.0.0.0/1'] }).services.traefik.siteAllow).toEqual(['0.0.0.0/1']);
  });
});
