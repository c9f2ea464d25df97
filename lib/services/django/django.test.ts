import { describe, expect, test } from 'vitest';
import { Exported, composePart, expectGolden, exportOf, secretsFor } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack } from '../../stack';
import { draftOf, problemsOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(defaultStack);
const allow = ['203.0.113.7', '2001:db8::/32'];

describe('django in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'django', composePart(plain, 'django')));

  test('S10 migrates in a job before it serves', async () => {
    await expectGolden(import.meta.dirname, 'django-migrate', composePart(plain, 'django-migrate'));
    expect(plain.compose.services['django']?.depends_on).toMatchObject({ 'django-migrate': { condition: 'service_completed_successfully' } });
    expect(plain.compose.services['django-migrate']?.restart).toBe('no');
  });

  test.each(['production', 'development'] as const)('reads the settings of %s', (environment) => {
    const { services } = exportOf(stackWith('django', {}, { project: { environment } })).compose;
    for (const id of ['django', 'django-migrate']) expect(services[id]?.environment?.['DJANGO_SETTINGS_MODULE']).toBe(`project.settings.${environment}`);
  });
});

describe('C13 the address of the database', () => {
  test.each([`p:@/%#?'"$\\ x`, '!()*~._-', 'äöü€'])('carries the password %j', (password) => {
    const exported = new Exported(defaultStack, secretsFor(defaultStack, { DJANGO_DB_PASSWORD: password }));
    const values = readDotenv(exported.text('.env'));
    const url = new URL(values['DJANGO_DATABASE_URL'] ?? '');
    expect(decodeURIComponent(url.password)).toBe(password);
    expect(values['DJANGO_DB_PASSWORD']).toBe(password);
    // RFC 3986: nothing but unreserved characters stands for itself.
    expect(values['DJANGO_DATABASE_URL']).toMatch(/^postgres:\/\/django:[\w.~%-]+@/);
    expect({ user: url.username, host: url.host, path: url.pathname }).toEqual({ user: 'django', host: 'postgres:5432', path: '/base2' });
  });
});

describe('C10 the names that django answers to', () => {
  test('are the domain and the extra ones', () => {
    const stack = stackWith('django', { extraHosts: ['www.example.com', 'example.net'] }, { project: { domain: 'example.com' } });
    expect(readDotenv(exportOf(stack).text('.env'))['DJANGO_ALLOWED_HOSTS']).toBe('example.com,www.example.com,example.net');
  });
});

describe('S6 the admin', () => {
  const labelsOf = (exported: typeof plain) => exported.compose.services['django']?.labels ?? {};
  const router = 'traefik.http.routers.django-admin';

  test('is not routed unless it is exposed', () => {
    expect(labelsOf(plain)).toEqual({});
    expect(Object.keys(plain.dynamic.http.routers)).not.toContain('django-admin-away');
  });

  test('is shown by the golden file when it is exposed', async () => {
    const both = exportOf(stackWith('django', { adminExposure: 'both', adminAllow: allow, adminUrl: '/office/admin' }));
    const labels = composePart(both, 'django').split('\n');
    await expectGolden(import.meta.dirname, 'admin-labels', `${labels.slice(labels.indexOf('  labels:')).join('\n').trimEnd()}\n`);
  });

  test.each([
    ['allowlist', ['django-admin-allow@file']],
    ['basic-auth', ['edge-auth@file']],
    ['both', ['django-admin-allow@file', 'edge-auth@file']],
  ] as const)('with %s stands behind exactly that', (adminExposure, guards) => {
    const exported = exportOf(stackWith('django', { adminExposure, adminAllow: allow }));
    const names = labelsOf(exported)[`${router}.middlewares`]?.split(',');
    expect(names?.filter((name) => /allow|auth/.test(name))).toEqual(guards);
  });

  test('asks for the address and nothing else of a client', () => {
    const { middlewares } = exportOf(stackWith('django', { adminExposure: 'allowlist', adminAllow: allow })).dynamic.http;
    expect(middlewares['django-admin-allow']).toEqual({ ipAllowList: { sourceRange: allow } });
  });

  test('matches its path and what is below it, not what begins like it', () => {
    const rule = labelsOf(exportOf(stackWith('django', { adminExposure: 'basic-auth' })))[`${router}.rule`];
    expect(rule).toMatch(/ && \(Path\(`\$\{DJANGO_ADMIN_URL:[^`]*`\) \|\| PathPrefix\(`\$\{DJANGO_ADMIN_URL:[^`]*\/`\)\)$/);
  });

  test.each(['/admin/', 'admin', '/', '', '/Admin', '/a b', '/a//b', '/-a', '/a?b', '/`', `/${'a'.repeat(80)}`])('cannot be at %j', (adminUrl) => {
    expect(problemsOf(draftOf({}, { django: { adminUrl } }))).toEqual(expect.arrayContaining([expect.stringMatching(/^schema\/\w+ services\.django\.adminUrl$/)]));
  });
});
