import { describe, expect, test } from 'vitest';
import { exportOf } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack } from '../../stack';
import { draftOf, parsed, problemsOf, stackWith } from '../../stack/test-stacks';

const relay = { smtpHost: 'smtp.example.com', smtpUser: 'shop' } as const;
const sending = exportOf(stackWith('django', relay));
const environmentOf = (exported: typeof sending) => exported.compose.services['django']?.environment ?? {};

describe('mail of Django', () => {
  test('is nothing in the default design', () => {
    expect(exportOf(defaultStack).text('.env')).not.toContain('EMAIL_');
  });

  test('goes to the relay that the design names, with a password that its owner fills in', () => {
    const values = readDotenv(sending.text('.env'));
    expect(values).toMatchObject({ EMAIL_HOST: 'smtp.example.com', EMAIL_PORT: '587', EMAIL_TLS: 'starttls', EMAIL_USER: 'shop', EMAIL_PASSWORD: '' });
    expect(Object.keys(environmentOf(sending))).toEqual(expect.arrayContaining(['EMAIL_HOST', 'EMAIL_PORT', 'EMAIL_TLS', 'EMAIL_USER', 'EMAIL_PASSWORD', 'EMAIL_FROM']));
  });

  test('stops compose until that password is there, instead of a Django that is never healthy', () => {
    expect(environmentOf(sending)['EMAIL_PASSWORD']).toBe('${EMAIL_PASSWORD:?set EMAIL_PASSWORD in .env}');
  });

  test('needs no password without an account', () => {
    expect(exportOf(stackWith('django', { smtpHost: 'smtp.example.com' })).text('.env')).not.toContain('EMAIL_PASSWORD');
  });

  test('has a way out of internal networks', () => {
    const networks = (django: object) => exportOf(parsed(draftOf({ hardening: { networks: 'tiers' } }, { django }))).compose.services['django']?.networks;
    expect(networks(relay)).toContain('egress');
    expect(networks({})).not.toContain('egress');
  });

  test('is caught in development, whatever the relay; in production the relay wins', () => {
    const both = (environment: 'production' | 'development') => exportOf(parsed(draftOf({ project: { environment } }, { django: relay, mailpit: {} })));
    expect(environmentOf(both('development'))['EMAIL_HOST']).toBe('mailpit');
    expect(environmentOf(both('production'))['EMAIL_HOST']).toContain('EMAIL_HOST');
  });

  test('sends no password in the clear', () => {
    expect(problemsOf(draftOf({}, { django: { ...relay, smtpTls: 'none' } }))).toEqual(['django/plain-mail services.django.smtpTls']);
  });
});
