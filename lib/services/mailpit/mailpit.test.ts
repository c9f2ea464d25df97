import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { addService, defaultStack } from '../../stack';
import { draftOf, problemsOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(addService(defaultStack, 'mailpit'));
const django = (exported: typeof plain) => exported.compose.services['django'];

describe('mailpit', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'mailpit', composePart(plain, 'mailpit')));

  test('gets the mail of Django without a relay', () => {
    expect(django(plain)?.environment).toMatchObject({ EMAIL_HOST: 'mailpit', EMAIL_TLS: 'none' });
    expect(django(exportOf(defaultStack))?.environment).not.toHaveProperty('EMAIL_HOST');
  });

  test('is not routed by itself; at /mail behind a guard when it is', () => {
    expect(plain.compose.services['mailpit']?.labels).toBeUndefined();
    const routed = exportOf(stackWith('mailpit', { exposure: 'basic-auth' })).compose.services['mailpit'];
    expect(routed?.environment?.['MP_WEBROOT']).toBe('/mail');
    expect(routed?.labels?.['traefik.http.routers.mailpit.middlewares']).toContain('edge-auth@file');
  });

  test('is seen while developing, on this machine alone, and the README says where', () => {
    const routed = exportOf(stackWith('mailpit', { exposure: 'basic-auth' }));
    expect(plain.development.services['mailpit']?.ports).toMatchObject([{ host_ip: '127.0.0.1', published: expect.stringContaining('DEVELOPMENT_MAILPIT_PORT') as string }]);
    expect(plain.text('README.md')).toContain('| All mail that was caught, `http://localhost:8025` | `DEVELOPMENT_MAILPIT_PORT` |\n');
    expect(routed.text('README.md')).toContain('`http://localhost:8025/mail/`');
  });

  test('needs two ports', () => {
    expect(problemsOf(draftOf({}, { mailpit: { port: 8025 } }))).toEqual(['mailpit/one-port services.mailpit.webPort']);
  });
});
