import { describe, expect, test } from 'vitest';
import { exportOf, type Exported } from '../../generator/test-export';
import { dnsProviderIds, dnsProviders } from '../../kit/dns-providers';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack } from '../../stack';
import { stackOf } from '../../stack/test-stacks';

const site = { domain: 'app.example.com' };
const acme = { mode: 'le-production', email: 'ops@example.com' } as const;
const withTls = (tls: NonNullable<Parameters<typeof stackOf>[0]['tls']>, more: Parameters<typeof stackOf>[0] = {}) =>
  exportOf(stackOf({ project: site, ...more, tls }));

const resolver = (exported: Exported, name = 'le-production') =>
  (exported.static['certificatesResolvers'] as Record<string, { acme: Record<string, unknown> }>)[name]?.acme ?? {};
const labels = (exported: Exported) => Object.assign({}, ...Object.values(exported.compose.services).map((each) => each.labels ?? {})) as Record<string, string>;
const traefikOf = ({ compose }: Exported) => compose.services['traefik'];

describe('the proof of the domain', () => {
  test.each([['tls-alpn', 'tlsChallenge'], ['http', 'httpChallenge'], ['dns', 'dnsChallenge']] as const)('by %s is that one alone', (challenge, key) => {
    const found = resolver(withTls({ ...acme, challenge }));
    expect(Object.keys(found).filter((name) => name.endsWith('Challenge'))).toEqual([key]);
  });

  test('by http is not swallowed by the redirect, which any longer rule comes before', () => {
    const exported = withTls({ ...acme, challenge: 'http' });
    expect(resolver(exported)['httpChallenge']).toEqual({ entryPoint: 'web' });
    expect(exported.dynamic.http.routers['http-redirect']?.priority).toBe(1);
    expect(exported.static['entryPoints']).not.toHaveProperty('web.http.redirections');
  });

  test.each(dnsProviderIds)('by DNS at %s asks its owner for exactly the keys of that provider', (dnsProvider) => {
    const exported = withTls({ ...acme, challenge: 'dns', dnsProvider });
    const names = dnsProviders[dnsProvider].variables.map(({ name }) => name as string);
    expect(traefikOf(exported)?.environment?.['DNS_VARIABLES']).toBe(names.join(' '));
    for (const name of names) {
      expect(readDotenv(exported.text('.env'))[name]).toBe('');
      expect(traefikOf(exported)?.environment?.[name]).toBe(`\${${name}:?set ${name} in .env}`);
      expect(exported.text('README.md')).toContain(`\`${name}\``);
    }
  });

  test('by DNS keeps keys in files where secrets are files', () => {
    const exported = withTls({ ...acme, challenge: 'dns', dnsProvider: 'route53' }, { hardening: { secrets: 'files' } });
    expect(traefikOf(exported)?.environment).toMatchObject({ AWS_SECRET_ACCESS_KEY_FILE: '/run/secrets/AWS_SECRET_ACCESS_KEY' });
    expect(readDotenv(exported.text('.env'))).not.toHaveProperty('AWS_SECRET_ACCESS_KEY');
    expect(readDotenv(exported.text('.env'))).toHaveProperty('AWS_REGION');
  });

  test('for a wildcard asks for the domain and the names below it, from labels and from the file', () => {
    const tls = { ...acme, challenge: 'dns', wildcard: true } as const;
    const found = labels(withTls(tls));
    expect(found['traefik.http.routers.frontend-react.tls.domains[0].main']).toMatch(/^\$\{WEBSITE_DOMAIN/);
    expect(found['traefik.http.routers.frontend-react.tls.domains[0].sans']).toMatch(/^\*\.\$\{WEBSITE_DOMAIN/);
    expect(withTls(tls).dynamic.http.routers['api-away']?.tls).toMatchObject({ certResolver: 'le-production', domains: [{ sans: ['*.{{ env "WEBSITE_DOMAIN" }}'] }] });
    expect(Object.keys(labels(withTls({ ...acme, challenge: 'dns' }))).filter((key) => key.includes('domains'))).toEqual([]);
  });
});

describe('another authority', () => {
  const directory = 'https://ca.example.com:9000/acme/directory';

  test('is asked in place of the known one, and has a store of its own', () => {
    const exported = withTls({ ...acme, acmeDirectory: directory });
    expect(resolver(exported)).toMatchObject({ caServer: directory, storage: '/acme/le-production-ca-example-com-9000-acme-directory.json' });
    expect(resolver(exported)).not.toHaveProperty('caCertificates');
    expect(exported.has('certificates/README.md')).toBe(false);
  });

  test('is verified by the file that the owner brings', () => {
    const exported = withTls({ ...acme, acmeDirectory: directory, acmeCaFile: true });
    expect(resolver(exported)['caCertificates']).toEqual(['/certificates/acme-ca.crt']);
    expect(traefikOf(exported)?.volumes).toContainEqual(expect.objectContaining({ type: 'bind', source: './certificates', target: '/certificates', read_only: true }));
    expect(exported.has('certificates/README.md')).toBe(true);
  });
});

describe('the own authority', () => {
  const exported = exportOf(defaultStack);
  const job = exported.compose.services['traefik-certificates'];

  test('is made by a job without a network, before Traefik starts', () => {
    expect([job?.network_mode, job?.networks, job?.restart]).toEqual(['none', undefined, 'no']);
    expect(traefikOf(exported)?.depends_on).toEqual({ 'traefik-certificates': { condition: 'service_completed_successfully' } });
  });

  test('keeps its key where Traefik does not see it', () => {
    expect(job?.volumes?.map(({ source }) => source).sort()).toEqual(['traefik-ca', 'traefik-certificates']);
    const seen = traefikOf(exported)?.volumes?.filter(({ type }) => type === 'volume');
    expect(seen).toEqual([{ type: 'volume', source: 'traefik-certificates', target: '/certificates', read_only: true }]);
  });

  test('is read by Traefik as a member of the same group, whatever its user', () => {
    const group = job?.user?.split(':')[1];
    for (const socket of ['socket', 'none'] as const) {
      const { user } = traefikOf(exportOf({ ...defaultStack, services: { ...defaultStack.services, traefik: { ...defaultStack.services.traefik, socket } } })) ?? {};
      expect(user?.split(':')[1], socket).toBe(group);
    }
  });

  test('is what Traefik serves, and ships with the script that trusts it', () => {
    expect(exported.dynamic.tls?.stores).toEqual({ default: { defaultCertificate: { certFile: '/certificates/site.crt', keyFile: '/certificates/site.key' } } });
    expect([exported.has('scripts/trust-ca'), withTls(acme).has('scripts/trust-ca')]).toEqual([true, false]);
    expect(Object.keys(withTls(acme).compose.services)).not.toContain('traefik-certificates');
  });
});

describe('certificate files', () => {
  const exported = withTls({ mode: 'files' });

  test('are checked before Traefik starts, and are the only ones served', () => {
    expect(exported.compose.services['traefik-certificates']?.command).toEqual(['check']);
    expect(exported.dynamic.tls).toMatchObject({ certificates: [{ certFile: '/certificates/site.crt' }], options: { default: { sniStrict: true } } });
  });

  test('are ignored by git, but for the page about them', () => {
    expect(exported.text('.gitignore')).toMatch(/^\/certificates\/\*\n!\/certificates\/README\.md$/m);
  });
});

describe('a proxy in front', () => {
  const proxies = ['10.0.0.0/8', '2001:db8::7'];
  const exported = withTls({ mode: 'behind-proxy', trustedProxies: proxies });
  const web = (exported.static['entryPoints'] as Record<string, Record<string, unknown>>)['web'];
  const { routers, middlewares } = exported.dynamic.http;

  test('is believed, and nobody else may connect', () => {
    expect(web?.['forwardedHeaders']).toEqual({ trustedIPs: proxies, notAppendXForwardedFor: true });
    expect(web?.['http']).toMatchObject({ middlewares: ['security-headers@file', 'from-proxy@file'] });
    expect(middlewares['from-proxy']).toEqual({ ipAllowList: { sourceRange: proxies } });
  });

  test('is passed over when clients are counted and when addresses are allowed', () => {
    const guarded = exportOf({ ...exported.stack, services: { ...exported.stack.services, django: { ...exported.stack.services.django, adminExposure: 'allowlist', adminAllow: ['203.0.113.7'] } } });
    const found = guarded.dynamic.http.middlewares;
    const strategy = { ipStrategy: { excludedIPs: proxies } };
    expect(found['api-ratelimit']).toMatchObject({ rateLimit: { sourceCriterion: strategy } });
    expect(found['api-inflight']).toMatchObject({ inFlightReq: { sourceCriterion: strategy } });
    expect(found['django-admin-allow']).toEqual({ ipAllowList: { sourceRange: ['203.0.113.7'], ...strategy } });
  });

  test('has TLS: nothing here does, and the origin is https all the same', () => {
    expect(exported.dynamic).not.toHaveProperty('tls');
    for (const [name, router] of Object.entries(routers)) expect(router, name).not.toHaveProperty('tls');
    expect(Object.keys(labels(exported)).filter((key) => key.includes('.tls'))).toEqual([]);
    expect(exported.text('.env')).toContain('PUBLIC_ORIGIN=https://${WEBSITE_DOMAIN}\n');
    expect(readDotenv(exported.text('.env'))).not.toHaveProperty('TRAEFIK_HOST_PORT_TLS');
  });

  test('reads in the README what a request gets that does not say https', () => {
    expect(exported.text('README.md')).toContain('(without it, requests are redirected to <https://app.example.com>)');
    const { traefik } = exported.stack.services;
    const open = exportOf({ ...exported.stack, services: { ...exported.stack.services, traefik: { ...traefik, redirect: false } } });
    expect(open.text('README.md')).toContain('(without it, requests are served all the same, to visitors without TLS too: the redirect is off)');
    expect(open.text('README.md')).not.toContain('redirected to <https');
  });

  test('that was asked without TLS is sent to https before anything else', () => {
    expect(routers['http-redirect']).toMatchObject({ rule: 'PathPrefix(`/`) && !Header(`X-Forwarded-Proto`, `https`)', priority: 1000 });
    expect(Object.values(routers).every(({ priority }) => priority <= 1000)).toBe(true);
  });
});

describe('the profile', () => {
  test('modern is TLS 1.3 alone, whose ciphers Go does not let one choose', () => {
    expect(withTls({ ...acme, profile: 'modern' }).dynamic.tls?.options['default']).toEqual({
      minVersion: 'VersionTLS13', curvePreferences: ['X25519MLKEM768', 'X25519', 'CurveP256', 'CurveP384'], sniStrict: true,
    });
  });
});
