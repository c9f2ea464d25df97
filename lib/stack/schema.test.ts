import { describe, expect, test } from 'vitest';
import { serviceIds, services } from '../services';
import { checkStack, connections, defaultStack, pathText } from './index';
import { problemsOf } from './test-stacks';

describe('section 4: the design that the tool starts with', () => {
  test('is the stack of the specification on localhost', () => {
    expect(defaultStack.project).toEqual({ name: 'base2', domain: 'localhost', www: 'none', aliases: [], inFront: 'none', trustedProxies: [], environment: 'production', network: '' });
    expect(defaultStack.tls).toMatchObject({ mode: 'local', email: '', profile: 'intermediate', trustedProxies: [] });
    expect(Object.keys(defaultStack.services)).toEqual(['traefik', 'react-app', 'api', 'django', 'postgres', 'pgadmin']);
  });

  test('has hardening on and one network', () => {
    expect(defaultStack.hardening).toEqual({ readOnly: true, noNewPrivileges: true, capDrop: true, limits: true, networks: 'one', secrets: 'env' });
  });

  test('exposes neither the admin nor pgAdmin nor the dashboard', () => {
    const { django, pgadmin, traefik } = defaultStack.services;
    expect([django.adminExposure, pgadmin?.exposure, traefik.dashboard]).toEqual(['none', 'none', 'none']);
    expect(connections(defaultStack).filter(({ capability, active }) => capability === 'edge' && active).map(({ id }) => id)).toEqual([
      'traefik>react-app:frontend-react',
      'traefik>api:api',
    ]);
  });

  test('C16 holds no browser to HTTPS for longer than five minutes', () => {
    const { hstsSeconds, hstsSubdomains, hstsPreload } = defaultStack.services.traefik;
    expect({ hstsSeconds, hstsSubdomains, hstsPreload }).toEqual({ hstsSeconds: 300, hstsSubdomains: false, hstsPreload: false });
  });

  test('has the ports and limits of the specification', () => {
    const { traefik, api, django, postgres, pgadmin } = defaultStack.services;
    expect([traefik.httpPort, traefik.httpsPort, api.port, django.port, postgres.port, pgadmin?.port]).toEqual([80, 443, 8000, 8001, 5432, 5050]);
    expect([api.jwtExpire, api.rateLimitWindowMs, api.rateLimitMaxRequests, django.debug, django.adminUrl]).toEqual(['7d', 60_000, 100, false, '/admin']);
  });
});

describe('a design that is read', () => {
  test('needs no more than its version', () => {
    const checked = checkStack({ version: 1 });
    expect(checked.ok && Object.keys(checked.stack.services)).toEqual(serviceIds.filter((id) => services[id].presence === 'required'));
  });

  test('is the same when it is written and read again', () => {
    expect(checkStack(JSON.parse(JSON.stringify(defaultStack)))).toEqual({ ok: true, stack: defaultStack });
  });

  test.each([{}, { version: 0 }, { version: 3 }, { version: '1' }])('of another version is refused: %j', (draft) => {
    expect(problemsOf(draft)).toEqual(['schema/invalid_value version']);
  });

  test.each([null, [], 'x', 3, true, undefined])('must be an object, not %j', (draft) => {
    expect(problemsOf(draft)).toEqual(['schema/invalid_type ']);
  });

  test.each(serviceIds.filter((id) => services[id].presence === 'required'))('cannot have nothing for %s', (id) => {
    expect(problemsOf({ version: 1, services: { [id]: null } })).toEqual([`schema/invalid_type services.${id}`]);
  });
});

describe('a key that no design has', () => {
  const places = [
    ['', (key: string) => `{"version":1,"${key}":{"a":1}}`],
    ['project.', (key: string) => `{"version":1,"project":{"${key}":1}}`],
    ['hardening.', (key: string) => `{"version":1,"hardening":{"${key}":true}}`],
    ['services.', (key: string) => `{"version":1,"services":{"${key}":{}}}`],
    ['services.nginx.', (key: string) => `{"version":1,"services":{"nginx":{"${key}":1}}}`],
    ['layout.', (key: string) => `{"version":1,"layout":{"${key}":{"x":1,"y":1}}}`],
    ['layout.api.', (key: string) => `{"version":1,"layout":{"api":{"x":1,"y":1,"${key}":1}}}`],
  ] as const;

  test.each(['mysql', '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', ''].flatMap((key) => places.map(([where, json]) => ({ path: `${where}${key}`, json: json(key) }))))(
    'is refused at $path',
    ({ path, json }) => {
      expect(problemsOf(JSON.parse(json))).toEqual([`schema/unknown ${path}`]);
      expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    },
  );

  test('is named together with all others', () => {
    expect(problemsOf({ version: 1, a: 1, project: { b: 1 }, services: { api: { c: 1, d: 1 } } }).sort()).toEqual([
      'schema/unknown a',
      'schema/unknown project.b',
      'schema/unknown services.api.c',
      'schema/unknown services.api.d',
    ]);
  });
});

describe('the path of a problem', () => {
  test('is spelled as settings are', () => {
    expect(pathText(['services', 'django', 'adminAllow', 0])).toBe('services.django.adminAllow.0');
    expect(pathText([])).toBe('the design');
  });
});
