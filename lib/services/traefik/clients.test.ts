import { describe, expect, test } from 'vitest';
import { entryAt, expectGolden, exportOf, type Exported } from '../../generator/test-export';
import { cloudflareRanges } from '../../kit/cloudflare';
import { readDotenv } from '../../kit/test-dotenv';
import { isCidr } from '../../kit/values';
import { defaultStack } from '../../stack';
import { draftOf, problemsOf, stackOf, stackWith } from '../../stack/test-stacks';

const PROXIES = ['10.0.0.0/8', '2001:db8::7'];
const custom = stackOf({ project: { inFront: 'custom', trustedProxies: PROXIES } });
const behind = exportOf({ ...custom, services: { ...custom.services, traefik: { ...custom.services.traefik, apiAllow: ['203.0.113.0/24'] } } });
const entryPoint = (exported: Exported, name: string) => (exported.static['entryPoints'] as Record<string, { forwardedHeaders?: unknown; http: { middlewares?: unknown } }>)[name];

describe('a stack with nobody in front', () => {
  const plain = exportOf(defaultStack);

  test('C7 believes nobody, and counts connections, a subscriber of IPv6 as one', () => {
    const source = { sourceCriterion: { ipStrategy: { ipv6Subnet: 64 } } };
    expect(entryPoint(plain, 'websecure')).not.toHaveProperty('forwardedHeaders');
    expect(plain.dynamic.http.middlewares['api-inflight']).toMatchObject({ inFlightReq: source });
    expect(plain.dynamic.http.middlewares['api-ratelimit']).toMatchObject({ rateLimit: source });
    expect(plain.text('.env')).not.toContain('TRUSTED_PROXIES');
  });
});

describe('proxies in front', () => {
  test.each(['web', 'websecure'])('are believed at %s, and nobody else gets in', (name) => {
    expect(entryPoint(behind, name)?.forwardedHeaders).toEqual({ trustedIPs: PROXIES, notAppendXForwardedFor: true });
    expect(entryPoint(behind, name)?.http.middlewares).toEqual(['security-headers@file', 'from-proxy@file']);
    expect(behind.dynamic.http.middlewares['from-proxy']).toEqual({ ipAllowList: { sourceRange: PROXIES } });
  });

  test('C7 are passed over by limits and allowlists', () => {
    const { middlewares } = behind.dynamic.http;
    const strategy = { ipStrategy: { excludedIPs: PROXIES } };
    expect(middlewares['api-ratelimit']).toMatchObject({ rateLimit: { sourceCriterion: strategy } });
    expect(middlewares['api-inflight']).toMatchObject({ inFlightReq: { sourceCriterion: strategy } });
    expect(middlewares['api-allow']).toEqual({ ipAllowList: { sourceRange: ['203.0.113.0/24'], ...strategy } });
  });

  test('are known to the API and to Django', () => {
    expect(readDotenv(behind.text('.env'))['TRUSTED_PROXIES']).toBe(PROXIES.join(','));
    for (const id of ['api', 'django']) expect(behind.compose.services[id]?.environment?.['TRUSTED_PROXIES'], id).toContain('TRUSTED_PROXIES');
  });

  test('are Cloudflare’s published ranges when that is in front', () => {
    const { middlewares } = exportOf(stackOf({ project: { inFront: 'cloudflare' } })).dynamic.http;
    expect(middlewares['from-proxy']).toEqual({ ipAllowList: { sourceRange: [...cloudflareRanges] } });
    expect(cloudflareRanges.filter((range) => !isCidr(range))).toEqual([]);
  });

  test.each([
    ['nobody', { inFront: 'custom' }, {}, 'no-proxy project.trustedProxies'],
    ['everybody', { inFront: 'custom', trustedProxies: ['::/1', '8000::/1'] }, {}, 'trusts-everybody project.trustedProxies'],
    ['in the way of the proof at port 443', { inFront: 'cloudflare', domain: 'example.com' }, { mode: 'le-staging', email: 'a@example.com' }, 'front-acme project.inFront'],
  ])('cannot be %s', (_, project, tls, problem) => {
    expect(problemsOf(draftOf({ project, tls } as Parameters<typeof draftOf>[0]))).toEqual([`project/${problem}`]);
  });
});

describe('an allowlist of a route', () => {
  test('comes before everything that counts or answers', () => {
    const exported = exportOf(stackWith('traefik', { siteAllow: ['2001:db8::/32'], apiAllow: ['203.0.113.7'] }));
    const label = (id: string, name: string) => exported.compose.services[id]?.labels?.[`traefik.http.routers.${name}.middlewares`]?.split(',');
    expect(label('react-app', 'frontend-react')).toEqual(['security-headers@file', 'csp-site@file', 'frontend-react-allow@file']);
    expect(label('api', 'api')?.slice(0, 4)).toEqual(['security-headers@file', 'csp-api@file', 'api-allow@file', 'api-ratelimit@file']);
    expect(exported.dynamic.http.middlewares['frontend-react-allow']).toEqual({ ipAllowList: { sourceRange: ['2001:db8::/32'] } });
  });
});

describe('limits', () => {
  const some = exportOf(stackWith('traefik', { inFlight: 5, bodyLimit: 2048, readTimeout: 11, writeTimeout: 12, idleTimeout: 13, compress: true, http3: true, loginAverage: 6, socket: 'none' }));

  test('are what the golden file shows', () => {
    const text = some.text('traefik/traefik-config/dynamic.yml');
    const parts = ['api-inflight', 'body-limit', 'login-ratelimit', 'site-compress'].map((name) => entryAt(text, 'middlewares', name, 4));
    return expectGolden(import.meta.dirname, 'limits', parts.join(''));
  });

  test('of bodies are the same for Traefik, the API and Django', () => {
    expect(readDotenv(some.text('.env'))['MAX_BODY_BYTES']).toBe(String(2048 * 1024));
    for (const id of ['traefik', 'api', 'django', 'django-migrate']) expect(some.compose.services[id]?.environment?.['MAX_BODY_BYTES'], id).toContain('MAX_BODY_BYTES');
  });

  test('of time stand on both entry points', () => {
    for (const name of ['web', 'websecure']) expect(entryPoint(some, name)).toMatchObject({ transport: { respondingTimeouts: { readTimeout: '11s', writeTimeout: '12s', idleTimeout: '13s' } } });
  });

  test.each([[60, '20s'], [25, '20s'], [12, '9600ms'], [10, '8s'], [1, '800ms']])('leave time to say 504: of %i seconds for an answer a container has %s to begin it', (writeTimeout, begins) => {
    const text = exportOf(stackWith('traefik', { writeTimeout })).text('traefik/traefik.yml');
    expect(text).toContain(`responseHeaderTimeout: ${begins}\n`);
  });

  test('of log-ins come before those of all the API, on the same backend', () => {
    const { api, 'api-login': login } = some.dynamic.http.routers;
    expect(login?.middlewares.filter((name) => !api?.middlewares.includes(name))).toEqual(['login-ratelimit']);
    expect(login?.priority).toBeGreaterThan(api?.priority ?? Infinity);
    expect([login?.service, login?.rule]).toEqual(['api', expect.stringContaining('Path(`/api/auth/login`)')]);
  });

  test('BREACH: nothing but the page is compressed', () => {
    const compressed = Object.entries(some.dynamic.http.routers).filter(([, { middlewares }]) => middlewares.includes('site-compress'));
    expect(compressed.map(([name]) => name)).toEqual(['frontend-react']);
  });

  test('UDP is published for HTTP/3 only', () => {
    const protocols = (exported: Exported) => exported.compose.services['traefik']?.ports?.map((port) => (port as { protocol?: string }).protocol);
    expect([protocols(some), protocols(exportOf(defaultStack))]).toEqual([['tcp', 'tcp', 'udp'], ['tcp', 'tcp']]);
    expect(entryPoint(some, 'websecure')).toMatchObject({ http3: { advertisedPort: 443 } });
  });
});

describe('README and SECURITY.md', () => {
  test('speak of proxies, names and HTTP/3 only where they are', () => {
    const [plain, all] = [exportOf(defaultStack), exportOf(stackOf({ project: { domain: 'example.com', aliases: ['example.org'], inFront: 'cloudflare' } }))];
    for (const title of ['## More host names', '## The proxies in front']) {
      expect(plain.text('README.md'), title).not.toContain(title);
      expect(all.text('README.md'), title).toContain(title);
    }
    expect(all.text('SECURITY.md')).toContain('X-Forwarded-For of the proxies in front is believed');
    expect(plain.text('SECURITY.md')).toContain('No HTTP/3');
    expect(exportOf(stackWith('traefik', { http3: true })).text('SECURITY.md')).not.toContain('No HTTP/3');
  });
});
