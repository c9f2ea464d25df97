import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { draftOf, parsed, stackOf, stackWith } from '../stack/test-stacks';
import { exportOf } from './test-export';

const open = { exposure: 'both', allow: ['203.0.113.7'] } as const;
const everything = parsed(draftOf({ hardening: { networks: 'data' } }, {
  traefik: { socket: 'proxy', dashboard: 'basic-auth', bindAddress: '127.0.0.1', redirect: false, permissions: ['camera'] },
  django: { adminExposure: 'allowlist', adminAllow: ['203.0.113.7'] },
  pgadmin: open,
}));

const plain = exportOf(defaultStack).text('SECURITY.md');
const full = exportOf(everything).text('SECURITY.md');
const row = (text: string, start: string) => text.split('\n').find((line) => line.startsWith(`| ${start} `));

describe('SECURITY.md', () => {
  test('names who holds the Docker socket, or nobody', () => {
    const none = exportOf(stackWith('traefik', { socket: 'none' })).text('SECURITY.md');
    expect(row(plain, '1, 2')).toContain('Traefik mounts');
    expect(row(full, '1, 2')).toContain('A proxy mounts');
    expect(row(none, '1, 2')).toBeUndefined();
    expect([plain, full, none].map((text) => /Not root \(but for `([^`]+)`\)/.exec(text)?.[1])).toEqual(['traefik', 'traefik-socket-proxy', undefined]);
  });

  test('says which admin pages are routed, and behind what', () => {
    expect(plain).toContain('Django has no route from outside.');
    expect(full).toContain('`/admin` of `django` behind an allow list');
    expect(full).toContain('`/pgadmin` of `pgadmin` behind an allow list and a password');
    expect(row(full, '30')).toContain('only with a password');
  });

  test('names the versions of TLS that the profile takes', () => {
    const modern = exportOf(stackOf({ tls: { profile: 'modern' } })).text('SECURITY.md');
    expect(row(plain, 'Edge')).toContain('over TLS 1.2 or newer only');
    expect(row(modern, 'Edge')).toContain('over TLS 1.3 only');
    expect(modern).not.toContain('TLS 1.2');
  });

  test('tells of switches that are off', () => {
    const soft = exportOf(stackOf({ hardening: { readOnly: false, capDrop: false, noNewPrivileges: false, limits: false } })).text('SECURITY.md');
    for (const number of ['3', '4', '5', '6']) expect([row(soft, number), row(plain, number)], number).toEqual([expect.any(String), undefined]);
    expect(soft).not.toContain('no capabilities,');
    expect(row(full, '21')).toContain('not redirected');
    expect(row(full, '26')).toContain('camera');
  });

  test('names only variables that this design has', () => {
    const names = (text: string) => [...text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`/g)].map(([, name = '']) => name).filter((name) => name !== 'DOCKER-USER');
    for (const stack of [defaultStack, everything]) {
      const exported = exportOf(stack);
      for (const name of names(exported.text('SECURITY.md'))) expect(exported.text('.env'), name).toContain(`\n${name}=`);
    }
  });

  test('has its numbers in order, and no token left', () => {
    for (const text of [plain, full]) {
      const numbers = [...text.matchAll(/^\| (\d+)[, ]/gm)].map(([, number]) => Number(number));
      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      expect(text).not.toMatch(/__[A-Z]+__/);
    }
  });
});
