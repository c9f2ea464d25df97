import { describe, expect, test } from 'vitest';
import { draftOf, problemsOf } from './test-stacks';

type Part = Parameters<typeof draftOf>[0];
type Case = readonly [name: string, problems: readonly string[], part: Part, services: Record<string, unknown>];

const real = { project: { domain: 'app.example.com' }, tls: { mode: 'le-production', email: 'ops@example.com' } } as const;
const year = 31_536_000;

const broken: readonly Case[] = [
  ["Let's Encrypt for localhost", ['tls/public-domain tls.mode'], { tls: real.tls }, {}],
  ["Let's Encrypt for a private name", ['tls/public-domain tls.mode'], { ...real, project: { domain: 'shop.internal' } }, {}],
  ["Let's Encrypt for a name without a dot", ['tls/public-domain tls.mode'], { ...real, project: { domain: 'intranet' } }, {}],
  ['staging without a public name either', ['tls/public-domain tls.mode'], { tls: { ...real.tls, mode: 'le-staging' } }, {}],
  ["Let's Encrypt without an e-mail address", ['tls/email tls.email'], { ...real, tls: { mode: 'le-production' } }, {}],
  ['both at once', ['tls/public-domain tls.mode', 'tls/email tls.email'], { tls: { mode: 'le-staging' } }, {}],
  ["Let's Encrypt by HTTP on another port", ['traefik/acme-port services.traefik.httpPort'], { ...real, tls: { ...real.tls, challenge: 'http' } }, { traefik: { httpPort: 8080 } }],
  ['a wildcard without DNS', ['tls/wildcard tls.wildcard'], { ...real, tls: { ...real.tls, wildcard: true } }, {}],
  ["an authority's file for Let's Encrypt", ['tls/ca-file tls.acmeCaFile'], { ...real, tls: { ...real.tls, acmeCaFile: true } }, {}],
  ['a proxy in front without an address', ['tls/no-proxy tls.trustedProxies'], { tls: { mode: 'behind-proxy' } }, {}],
  ['a proxy that is everybody', ['tls/trusts-everybody tls.trustedProxies'], { tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.5', '0.0.0.0/0'] } }, {}],
  ['a proxy that is everybody with IPv6', ['tls/trusts-everybody tls.trustedProxies'], { tls: { mode: 'behind-proxy', trustedProxies: ['::/0'] } }, {}],
  ['C16 long HSTS with local TLS', ['traefik/hsts-local services.traefik.hstsSeconds'], {}, { traefik: { hstsSeconds: 301 } }],
  ['C16 HSTS for subdomains with local TLS', ['traefik/hsts-local services.traefik.hstsSubdomains'], {}, { traefik: { hstsSubdomains: true } }],
  ['C16 HSTS preload with local TLS', ['traefik/hsts-local services.traefik.hstsPreload'], {}, { traefik: { hstsPreload: true } }],
  ['preload without subdomains', ['traefik/hsts-preload services.traefik.hstsPreload'], real, { traefik: { hstsPreload: true, hstsSeconds: year } }],
  ['preload with too short a time', ['traefik/hsts-preload services.traefik.hstsPreload'], real, { traefik: { hstsPreload: true, hstsSubdomains: true, hstsSeconds: year - 1 } }],
  ["Let's Encrypt on another port", ['traefik/acme-port services.traefik.httpsPort'], real, { traefik: { httpsPort: 8443 } }],
  ['one port for HTTP and HTTPS', ['traefik/ports services.traefik.httpsPort'], {}, { traefik: { httpPort: 8443, httpsPort: 8443 } }],
  ['a shared Traefik with a certificate of the own', ['traefik/shared-tls services.traefik.entry'], { tls: { mode: 'files' } }, { traefik: { entry: 'shared' } }],
  ['a shared Traefik behind a proxy that only it can know', ['traefik/shared-front services.traefik.entry'], { project: { inFront: 'cloudflare' } }, { traefik: { entry: 'shared' } }],
  ['the dashboard of a shared Traefik', ['traefik/shared-dashboard services.traefik.dashboard'], {}, { traefik: { entry: 'shared', dashboard: 'basic-auth' } }],
  ['HTTP/3 of a shared Traefik', ['traefik/shared-http3 services.traefik.http3'], {}, { traefik: { entry: 'shared', http3: true } }],
  ['a password in a file that a shared Traefik cannot read', ['traefik/shared-password services.traefik.entry'], { hardening: { secrets: 'files' } }, { traefik: { entry: 'shared' }, django: { adminExposure: 'basic-auth' } }],
  ['preload before a shared Traefik with too short a time', ['traefik/hsts-preload services.traefik.hstsPreload'], {}, { traefik: { entry: 'shared', hstsPreload: true, hstsSubdomains: true, hstsSeconds: year - 1 } }],
  ['a dashboard for no address', ['traefik/empty-allowlist services.traefik.dashboardAllow'], {}, { traefik: { dashboard: 'allowlist' } }],
  ['an admin for no address', ['django/empty-allowlist services.django.adminAllow'], {}, { django: { adminExposure: 'both' } }],
  ['pgAdmin for no address', ['pgadmin/empty-allowlist services.pgadmin.allow'], {}, { pgadmin: { exposure: 'allowlist' } }],
  ['debug pages in production', ['django/debug services.django.debug'], {}, { django: { debug: true } }],
  ['an admin below the API', ['routes/taken services.django.adminUrl'], {}, { django: { adminUrl: '/api/admin' } }],
  ['an admin in place of the API', ['routes/taken services.django.adminUrl'], {}, { django: { adminUrl: '/api' } }],
  ['an admin in place of pgAdmin', ['routes/taken services.django.adminUrl'], {}, { django: { adminUrl: '/pgadmin' } }],
  ["an admin in Django's internal part", ['routes/taken services.django.adminUrl'], {}, { django: { adminUrl: '/internal/admin' } }],
  ["an admin among the page's files", ['routes/taken services.django.adminUrl'], {}, { django: { adminUrl: '/assets' } }],
  ['an admin in place of the dashboard', ['routes/taken services.django.adminUrl'], {}, { django: { adminUrl: '/traefik' } }],
  ['an owner of the database that is the role of an application', ['accounts/owner services.postgres.user'], {}, { postgres: { user: 'django' } }],
  ['rules of several services', ['django/debug services.django.debug', 'traefik/ports services.traefik.httpsPort'], {}, { traefik: { httpPort: 443 }, django: { debug: true } }],
];

const kept: readonly Case[] = [
  ["Let's Encrypt for a public name", [], real, {}],
  ['an e-mail address with local TLS', [], { tls: { email: 'ops@example.com' } }, {}],
  ["Let's Encrypt by HTTP with HTTPS on another port", [], { ...real, tls: { ...real.tls, challenge: 'http' } }, { traefik: { httpsPort: 8443 } }],
  ["Let's Encrypt by DNS on any ports", [], { ...real, tls: { ...real.tls, challenge: 'dns', wildcard: true } }, { traefik: { httpPort: 8080, httpsPort: 8443 } }],
  ['an authority of its own for a private name, on any port', [], { project: { domain: 'shop.internal' }, tls: { ...real.tls, acmeDirectory: 'https://ca.internal:9000/acme/directory', acmeCaFile: true } }, { traefik: { httpsPort: 8443 } }],
  ['certificate files for any name', [], { tls: { mode: 'files' } }, {}],
  ['a proxy in front, with one port of the host', [], { tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.0/8', '2001:db8::7'] } }, { traefik: { httpPort: 443 } }],
  ['a database that is called like an application', [], {}, { postgres: { database: 'django' } }],
  ['five minutes of HSTS with local TLS', [], {}, { traefik: { hstsSeconds: 300 } }],
  ['no HSTS', [], {}, { traefik: { hstsSeconds: 0 } }],
  ['all that the preload list asks for', [], real, { traefik: { hstsPreload: true, hstsSubdomains: true, hstsSeconds: year } }],
  ['another HTTPS port with local TLS', [], {}, { traefik: { httpsPort: 8443 } }],
  ['another HTTP port with a real certificate', [], real, { traefik: { httpPort: 8080 } }],
  ['a shared Traefik, with long HSTS for a certificate that is none of ours', [], {}, { traefik: { entry: 'shared', hstsSeconds: 2 * year, hstsSubdomains: true, hstsPreload: true } }],
  ['a shared Traefik with secrets in files and addresses in front of the admin', [], { hardening: { secrets: 'files' } }, { traefik: { entry: 'shared' }, django: { adminExposure: 'allowlist', adminAllow: ['203.0.113.7'] } }],
  ['a shared Traefik with a password in .env', [], {}, { traefik: { entry: 'shared', httpPort: 443 }, django: { adminExposure: 'basic-auth' } }],
  ['a dashboard for one address', [], {}, { traefik: { dashboard: 'allowlist', dashboardAllow: ['203.0.113.7'] } }],
  ['a dashboard behind a password', [], {}, { traefik: { dashboard: 'basic-auth' } }],
  ['an admin for a range of addresses', [], {}, { django: { adminExposure: 'both', adminAllow: ['2001:db8::/32'] } }],
  ['an empty list that nothing uses', [], {}, { pgadmin: { exposure: 'basic-auth', allow: [] } }],
  ['debug pages in development', [], { project: { environment: 'development' } }, { django: { debug: true } }],
  ['an admin whose path only begins like another', [], {}, { django: { adminUrl: '/apis' } }],
  ["an admin at pgAdmin's path without pgAdmin", [], {}, { django: { adminUrl: '/pgadmin' }, pgadmin: undefined }],
];

describe('a design is refused for', () => {
  test.each(broken)('%s', (_name, problems, part, services) => {
    expect(problemsOf(draftOf(part, services)).sort()).toEqual([...problems].sort());
  });
});

describe('a design may have', () => {
  test.each(kept)('%s', (_name, _none, part, services) => {
    expect(problemsOf(draftOf(part, services))).toEqual([]);
  });
});

describe('rules over several fields', () => {
  test('wait until every field is right by itself', () => {
    expect(problemsOf(draftOf({ project: { domain: 'No Domain' }, tls: { mode: 'le-staging' } }))).toEqual(['schema/invalid_format project.domain']);
  });
});
