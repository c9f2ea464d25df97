import { describe, expect, test } from 'vitest';
import { exportOf } from '../generator/test-export';
import { defaultStack, type Stack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { addressOf, briefOf, exposureOf, internetReach, reachTo, wayAlong, waysAlong, waysIn, waysTo, whoComes } from './index';

const of = (stack: Stack) => exposureOf(exportOf(stack).files);
const sorted = (set: ReadonlySet<string>) => [...set].sort();

describe('the ways in', () => {
  test('part what leads to a container from redirects and fixed pages', () => {
    const { forwards, answers, local } = waysIn(of(defaultStack));
    expect(forwards.map(({ service }) => service)).toEqual(['api', 'react-app']);
    expect(answers.map(({ does }) => does)).toEqual(['redirect', 'answer', 'answer']);
    expect(local).toEqual([]);
  });

  test('are of this host alone, where the edge listens there', () => {
    const { forwards, local } = waysIn(of(stackWith('traefik', { bindAddress: '127.0.0.1' })));
    expect([forwards, local.map(({ service }) => service)]).toEqual([[], ['api', 'react-app']]);
  });

  test('begin with an address that people can read', () => {
    expect(waysIn(of(defaultStack)).forwards.map(addressOf)).toEqual(['https://localhost/api/**', 'https://localhost/**']);
    expect(waysIn(of(stackWith('traefik', { httpsPort: 8443 }))).forwards.map(addressOf)[0]).toBe('https://localhost:8443/api/**');
  });
});

describe('who comes in', () => {
  const onHost = { bindAddress: '127.0.0.1' };
  const behind = { tls: { mode: 'behind-proxy' as const, trustedProxies: ['172.16.0.0/12'] } };

  test.each([
    ['everybody', defaultStack],
    ['everybody', stackWith('traefik', { entry: 'shared' })],
    ['this host alone', stackWith('traefik', onHost)],
    ['the proxy in front alone', stackOf({ project: { domain: 'app.acme.com', inFront: 'cloudflare' } })],
    ['the proxy in front alone', stackWith('traefik', onHost, behind)],
  ])('is %s', (words, stack) => expect(whoComes(of(stack))).toBe(words));
});

describe('what the diagram lights up', () => {
  test('for the internet is the entry and what stands behind it, with the lines there', () => {
    const { lit, via } = internetReach(of(defaultStack), 'traefik');
    expect(sorted(lit)).toEqual(['api', 'react-app', 'traefik']);
    expect(sorted(via)).toEqual(['traefik>api', 'traefik>react-app', 'visitors>traefik']);
  });

  test('for the internet is nothing where the edge listens on the host alone', () => {
    const { lit, via } = internetReach(of(stackWith('traefik', { bindAddress: '127.0.0.1' })), 'traefik');
    expect([sorted(lit), sorted(via)]).toEqual([[], []]);
  });

  test('for the internet begins at a Traefik of the host, too', () => {
    const { lit, via } = internetReach(of(stackWith('traefik', { entry: 'shared' })), 'traefik');
    expect(sorted(lit)).toEqual(['api', 'react-app', 'traefik']);
    expect(sorted(via)).toEqual(['traefik>api', 'traefik>react-app', 'visitors>traefik']);
  });

  test('for a port past the edge is a line of its own, not one through the edge', () => {
    const files = exportOf(stackWith('traefik', { bindAddress: '127.0.0.1' })).files.map((file) => (file.path === 'local.docker.yml' ? { ...file, text: file.text.replace(/\n {2}postgres:\n/, '\n  postgres:\n    ports:\n      - "5432:5432"\n') } : file));
    const { lit, via } = internetReach(exposureOf(files), 'traefik');
    expect([sorted(lit), sorted(via)]).toEqual([['postgres'], ['visitors>postgres']]);
    expect([...reachTo(exposureOf(files), 'postgres', 'traefik').via]).toContain('visitors>postgres');
  });

  test('for the database is who calls it, and who could', () => {
    const one = reachTo(of(defaultStack), 'postgres', 'traefik');
    expect(sorted(one.lit)).toEqual(['api', 'django', 'django-migrate', 'pgadmin', 'postgres']);
    expect(sorted(one.could)).toEqual(['react-app', 'traefik']);
    expect(reachTo(of(stackOf({ hardening: { networks: 'tiers' } })), 'postgres', 'traefik').could.size).toBe(0);
  });

  test('for the entry is the internet itself, at each of its doors', () => {
    const one = of(defaultStack);
    expect(waysTo(one, 'traefik').map(({ scheme, does }) => `${scheme} ${does}`)).toEqual(['http redirect', 'https forward', 'https answer', 'https forward', 'https answer']);
    expect(waysTo(one, 'postgres')).toEqual([]);
    expect(waysTo(of(stackWith('traefik', { bindAddress: '127.0.0.1' })), 'traefik')).toEqual([]);
    expect([...reachTo(one, 'traefik', 'traefik').via]).toContain('visitors>traefik');
  });

  test('for the API is also the way from outside', () => {
    expect([...reachTo(of(defaultStack), 'api', 'traefik').via]).toEqual(expect.arrayContaining(['visitors>traefik', 'traefik>api']));
  });
});

describe('a middleware in a word or two', () => {
  test('has the numbers of the files', () => {
    const way = wayAlong(of(stackWith('traefik', { rateAverage: 7, rateBurst: 9, inFlight: 3, bodyLimit: 2048 })), 'api');
    expect(way?.middlewares.map(briefOf)).toEqual(['headers', 'CSP', '7/s, 9 at once', '3 at a time', '≤ 2 MiB', 'own 502, 504', 'again after 502', '10 tries']);
  });

  test('says who may pass', () => {
    const guarded = of(stackWith('django', { adminExposure: 'both', adminAllow: ['192.0.2.0/24'] }));
    expect(wayAlong(guarded, 'django-admin')?.middlewares.map(briefOf)).toEqual(expect.arrayContaining(['1 address', 'password']));
  });

  test('stands on every way along a route: the log-in below the API has one of its own', () => {
    const ways = waysAlong(of(stackWith('traefik', { loginAverage: 5 })), 'api');
    expect(ways.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/**', '/api/auth/login, /api/auth/register']));
    expect(ways.find(({ path }) => path.includes('login'))?.middlewares.map(briefOf)).toContain('5/m, 5 at once');
  });

  test('stands on the ways along a route behind a Traefik of the host, whose routers have the name of the stack in front', () => {
    const shared = of(stackWith('traefik', { entry: 'shared', loginAverage: 5 }, { project: { name: 'my_shop-2' } }));
    expect(wayAlong(shared, 'api')?.middlewares.map(briefOf)).toEqual(['headers', 'CSP', '50/s, 100 at once', '64 at a time', '≤ 1 MiB', '3 tries']);
    expect(waysAlong(shared, 'api').map(({ path }) => path)).toEqual(['/api/auth/login, /api/auth/register', '/api/**']);
  });

  test('that nobody knows is called by its kind', () => expect(briefOf({ kind: 'plugin', options: {} })).toBe('plugin'));
});
