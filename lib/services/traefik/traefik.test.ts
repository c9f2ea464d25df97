import { describe, expect, test } from 'vitest';
import { composePart, entryAt, expectGolden, exportOf } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack } from '../../stack';
import { draftOf, problemsOf, stackOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(defaultStack);
const publicSite = { project: { domain: 'app.example.com' }, tls: { mode: 'le-production', email: 'ops@example.com' } } as const;
const real = exportOf(stackOf(publicSite));
const dynamicText = (exported: typeof plain) => exported.text('traefik/traefik-config/dynamic.yml');

describe('traefik in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'traefik', composePart(plain, 'traefik')));

  test('C18 shows the socket to a proxy on a network of its own only', async () => {
    const exported = exportOf(stackWith('traefik', { socket: 'proxy' }));
    await expectGolden(import.meta.dirname, 'traefik-socket-proxy', composePart(exported, 'traefik-socket-proxy'));
    const { services, networks } = exported.compose;
    expect(networks['socket']?.internal).toBe(true);
    expect(Object.entries(services).filter(([, service]) => service.networks?.includes('socket')).map(([id]) => id)).toEqual(['traefik', 'traefik-socket-proxy']);
    expect(services['traefik-socket-proxy']?.networks).toEqual(['socket']);
    expect(services['traefik']?.user).not.toMatch(/^0:/);
  });

  test.each(['socket', 'proxy', 'none'] as const)('mounts the socket into at most one container with %s', (socket) => {
    const { services } = exportOf(stackWith('traefik', { socket })).compose;
    const holders = Object.entries(services).filter(([, { volumes }]) => volumes?.some(({ source }) => source.endsWith('docker.sock')));
    const holder = { socket: ['traefik'], proxy: ['traefik-socket-proxy'], none: [] }[socket];
    expect(holders.map(([id]) => id)).toEqual(holder);
  });

  test('keeps certificates in a volume when they are real ones', () => {
    expect(real.compose.services['traefik']?.volumes).toContainEqual({ type: 'volume', source: 'traefik-acme', target: '/acme' });
    expect(Object.keys(plain.compose.volumes ?? {})).not.toContain('traefik-acme');
  });

  test('listens on one address of the host when it is told to', () => {
    const exported = exportOf(stackWith('traefik', { bindAddress: '127.0.0.1', httpPort: 8081, httpsPort: 8444 }));
    const values = readDotenv(exported.text('.env'));
    expect(values).toMatchObject({ TRAEFIK_BIND_IP: '127.0.0.1', TRAEFIK_HOST_PORT: '8081', TRAEFIK_HOST_PORT_TLS: '8444', PUBLIC_ORIGIN: 'https://localhost:8444' });
    for (const port of exported.compose.services['traefik']?.ports ?? []) expect(port.host_ip).toContain('TRAEFIK_BIND_IP');
    expect(plain.compose.services['traefik']?.ports?.[0]).not.toHaveProperty('host_ip');
  });
});

describe("Traefik's dynamic file", () => {
  test.each(['routers', 'services'])('has the %s of the golden file', (part) =>
    expectGolden(import.meta.dirname, `dynamic-${part}`, entryAt(dynamicText(plain), 'http', part, 2)));

  test('has the middlewares of two golden files: the security headers, and all others', async () => {
    const headers = entryAt(dynamicText(plain), 'middlewares', 'security-headers', 4);
    const all = entryAt(dynamicText(plain), 'http', 'middlewares', 2);
    await expectGolden(import.meta.dirname, 'dynamic-security-headers', headers);
    await expectGolden(import.meta.dirname, 'dynamic-middlewares', all.replace(headers.replace(/^(?=.)/gm, '  '), ''));
  });

  test('has the TLS options of the golden file', () => expectGolden(import.meta.dirname, 'dynamic-tls', entryAt(dynamicText(plain), 'tls', 'options', 2)));

  test('has all routers itself when Traefik sees no Docker', async () => {
    const exported = exportOf(stackWith('traefik', { socket: 'none' }));
    expect(Object.keys(exported.dynamic.http.routers)).toEqual(expect.arrayContaining(['frontend-react', 'api']));
    for (const service of Object.values(exported.compose.services)) expect(service.labels).toBeUndefined();
    expect(exported.static['providers']).not.toHaveProperty('docker');
    await expectGolden(import.meta.dirname, 'files-only-services', entryAt(dynamicText(exported), 'http', 'services', 2));
  });

  test('S2 redirects to https on the port of the host, permanently', () => {
    expect(plain.dynamic.http.middlewares['https-redirect']).toEqual({
      redirectScheme: { scheme: 'https', port: '{{ env "TRAEFIK_HOST_PORT_TLS" }}', permanent: true },
    });
    const off = exportOf(stackWith('traefik', { redirect: false })).dynamic.http;
    expect([off.routers['http-redirect'], off.middlewares['https-redirect']]).toEqual([undefined, undefined]);
    expect(off.routers['http-closed']).toMatchObject({ entryPoints: ['web'], middlewares: ['security-headers', 'csp-api', 'answer-404'] });
  });

  test('S7 limits requests as the design says', () => {
    const { middlewares } = exportOf(stackWith('traefik', { rateAverage: 7, rateBurst: 9 })).dynamic.http;
    expect(middlewares['api-ratelimit']).toMatchObject({ rateLimit: { average: 7, burst: 9, period: '1s' } });
  });

  test('C20 is strict about names only where certificates are real', () => {
    expect(plain.dynamic.tls?.options['default']).not.toHaveProperty('sniStrict');
    expect(real.dynamic.tls?.options['default']).toMatchObject({ sniStrict: true, minVersion: 'VersionTLS12' });
    expect(real.dynamic.tls?.options['default']?.['curvePreferences']).not.toContain('CurveP521');
  });

  test('keeps a policy with any printable character', () => {
    const csp = `default-src 'self' "x" {{ env "JWT_SECRET" }} \${Y} $Z \\ #`;
    const [, policy] = Object.entries(exportOf(stackWith('traefik', { csp })).dynamic.http.middlewares).find(([name]) => name === 'csp-site') ?? [];
    expect((policy?.['headers'] as Record<string, string>)['contentSecurityPolicy']).toBe(csp.replace('{{', '{{ "{{" }}'));
  });

  test('denies every browser feature but those that the design allows', () => {
    const { middlewares } = exportOf(stackWith('traefik', { permissions: ['camera'] })).dynamic.http;
    const policy = (middlewares['security-headers']?.['headers'] as Record<string, string>)['permissionsPolicy'] ?? '';
    expect(policy.split(', ').filter((feature) => !feature.endsWith('=()'))).toEqual(['camera=(self)']);
  });
});

describe("Traefik's static file", () => {
  const resolvers = (exported: typeof plain) => exported.static['certificatesResolvers'] as Record<string, { acme: Record<string, unknown> }> | undefined;

  test.each(['log', 'accessLog', 'providers'])('has the %s of the golden file', (part) =>
    expectGolden(import.meta.dirname, `static-${part.toLowerCase()}`, entryAt(`root:\n${plain.text('traefik/traefik.yml').replace(/^/gm, '  ')}`, 'root', part, 2)));

  test('C16 asks the authority that the design names', () => {
    const staging = exportOf(stackOf({ ...publicSite, tls: { ...publicSite.tls, mode: 'le-staging' } }));
    expect(resolvers(plain)).toBeUndefined();
    expect(resolvers(staging)?.['le-staging']?.acme['caServer']).toMatch(/^https:\/\/acme-staging-v02\./);
    expect(resolvers(real)?.['le-production']?.acme['caServer']).toMatch(/^https:\/\/acme-v02\./);
    expect(resolvers(real)?.['le-production']?.acme['storage']).not.toBe(resolvers(staging)?.['le-staging']?.acme['storage']);
  });

  test('C20 keeps to itself and refuses doubtful requests', () => {
    expect(plain.static['global']).toEqual({ checkNewVersion: false, sendAnonymousUsage: false });
    expect(plain.static['accessLog']).toMatchObject({ format: 'json', fields: { headers: { defaultMode: 'drop' } } });
    const entryPoints = plain.static['entryPoints'] as Record<string, { http: { aliasHeadersStrategy: string } }>;
    for (const [name, { http }] of Object.entries(entryPoints)) expect(http.aliasHeadersStrategy, name).toBe('delete');
  });

  test('C20 has no dashboard unless it is asked for, and then one behind a guard', () => {
    expect(plain.static).not.toHaveProperty('api');
    const exported = exportOf(stackWith('traefik', { dashboard: 'both', dashboardAllow: ['203.0.113.7'] }));
    expect(exported.static['api']).toMatchObject({ dashboard: true });
    expect(exported.static['api']).not.toHaveProperty('insecure');
    expect(exported.dynamic.http.routers['dashboard']?.middlewares).toEqual(expect.arrayContaining(['dashboard-allow', 'edge-auth']));
  });
});

describe('the user of basic authentication', () => {
  const guarded = exportOf(stackWith('django', { adminExposure: 'basic-auth' }));

  test('is made only when something asks for a password', () => {
    expect(plain.secrets).not.toHaveProperty('TRAEFIK_USER');
    expect(guarded.secrets['TRAEFIK_USER']).toMatch(/^admin:\$2b\$/);
  });

  test('C6 reaches Traefik as it is', () => {
    expect(readDotenv(guarded.text('.env'))['TRAEFIK_USER']).toBe(guarded.secrets['TRAEFIK_USER']);
    expect(guarded.compose.services['traefik']?.environment?.['TRAEFIK_USER']).toBe('${TRAEFIK_USER:?set TRAEFIK_USER in .env}');
    expect(guarded.dynamic.http.middlewares['edge-auth']).toMatchObject({ basicAuth: { usersFile: '/tmp/users', removeHeader: true } });
  });

  test('has its password in .env for the person, and as no variable', () => {
    expect(guarded.text('.env')).toContain(guarded.secrets['TRAEFIK_PASSWORD']);
    expect(Object.keys(readDotenv(guarded.text('.env')))).not.toContain('TRAEFIK_PASSWORD');
    expect(guarded.text('.env.example')).not.toContain('The password behind');
  });

  test.each(['a:b', 'a b', '', 'é', 'x'.repeat(33), "a'b", 'a$b'])('cannot be called %j', (basicAuthUser) => {
    expect(problemsOf(draftOf({}, { traefik: { basicAuthUser } }))).toEqual(['schema/invalid_format services.traefik.basicAuthUser']);
  });
});
