import { describe, expect, test } from 'vitest';
import { applySetting, checkStack, defaultStack, type Draft, type Stack } from './index';

function set(setting: string, draft: unknown = defaultStack): Draft {
  const result = applySetting(draft as Draft, setting);
  if ('problem' in result) throw new Error(result.problem.message);
  return result.draft;
}

function designWith(setting: string): Stack {
  const checked = checkStack(set(setting));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.stack;
}

describe('a setting', () => {
  test('of a text is taken as it stands', () => {
    expect(designWith('project.domain=app.example.com').project.domain).toBe('app.example.com');
    expect(designWith("services.traefik.csp=default-src 'self'; a=b").services.traefik.csp).toBe("default-src 'self'; a=b");
  });

  test('of a number becomes one', () => {
    expect(designWith('services.traefik.httpPort=8080').services.traefik.httpPort).toBe(8080);
  });

  test('of a switch becomes true or false', () => {
    expect(designWith('hardening.networks=data').hardening.networks).toBe('data');
    expect(designWith('services.api.registration=false').services.api.registration).toBe(false);
  });

  test('of a list is split at commas', () => {
    expect(designWith('services.django.adminAllow=203.0.113.7, 2001:db8::/32').services.django.adminAllow).toEqual(['203.0.113.7', '2001:db8::/32']);
    expect(designWith('services.traefik.permissions=camera,payment').services.traefik.permissions).toEqual(['camera', 'payment']);
    expect(designWith('services.django.adminAllow=').services.django.adminAllow).toEqual([]);
  });

  test('adds a service with its defaults, and keeps one that is there', () => {
    expect(designWith('services.nginx=true').services.nginx).toEqual({ version: '1.30-alpine', port: 8080 });
    const draft = set('services.pgadmin=true', set('services.pgadmin.port=5051'));
    expect(draft['services']).toMatchObject({ pgadmin: { port: 5051 } });
  });

  test('takes a service out', () => {
    expect(designWith('services.pgadmin=false').services).not.toHaveProperty('pgadmin');
  });

  test('makes what is missing on the way', () => {
    expect(set('services.nginx.port=9000', { version: 1 })).toEqual({ version: 1, services: { nginx: { port: 9000 } } });
  });

  test('leaves the design that it is applied to as it was', () => {
    const before = structuredClone(defaultStack);
    set('services.traefik.httpPort=8080');
    set('services.pgadmin=false');
    expect(defaultStack).toEqual(before);
  });

  test.each([
    ['services.traefik.httpPort=x', 'services.traefik.httpPort'],
    ['services.traefik.httpPort=', 'services.traefik.httpPort'],
    ['services.traefik.httpPort=0x50.5', 'services.traefik.httpPort'],
    ['hardening.readOnly=yes', 'hardening.readOnly'],
    ['tls.mode=off', 'tls.mode'],
    ['project.name=', 'project.name'],
  ])('%s is left for the schema to refuse', (setting, path) => {
    const checked = checkStack(set(setting));
    expect(checked.ok ? [] : checked.problems.map((problem) => problem.path.join('.'))).toEqual([path]);
  });
});

describe('a setting is refused', () => {
  test.each([
    'project.domain', '', '=x', 'domain=x', 'project=x', 'project.domain.x=y', 'version=2', 'layout.api.x=1', '$schema=x', 'generator=x',
    'services=x', 'services.mysql=true', 'services.mysql.port=1', 'services.traefik.nothing=1', 'services.traefik.httpPort.x=1',
    '__proto__.x=1', 'constructor.prototype=1', 'services.__proto__=true', 'services.__proto__.port=1', 'services.api.__proto__=1',
  ])('when it names no field: %j', (setting) => {
    const result = applySetting({ version: 1 }, setting);
    expect('problem' in result && result.problem.id).toBe('set/invalid');
    expect(({} as Draft)['x']).toBeUndefined();
  });

  test.each(['services.postgres=false', 'services.traefik=false', 'services.nginx=yes', 'services.nginx='])('when a service cannot be %s', (setting) => {
    expect('problem' in applySetting(defaultStack as unknown as Draft, setting)).toBe(true);
  });
});
