import { describe, expect, test } from 'vitest';
import { holds } from '../kit/test-property';
import { checkStack, defaultStack, warningsOf } from './index';
import { anyStack, draftOf, parsed } from './test-stacks';

type Part = Parameters<typeof draftOf>[0];
type Case = readonly [name: string, warnings: readonly string[], part: Part, services: Record<string, unknown>];

const domain = { project: { domain: 'app.example.com' } } as const;
const real = { ...domain, tls: { mode: 'le-production', email: 'ops@example.com' } } as const;
const inBucket = { offsite: 's3', bucket: 'my-backups' } as const;

const cases: readonly Case[] = [
  ['the own authority for the public', ['tls/own-authority tls.mode'], domain, {}],
  ['a staging certificate', ['tls/staging tls.mode'], { ...real, tls: { ...real.tls, mode: 'le-staging' } }, {}],
  ['development in public', ['project/public-development project.environment'], { ...real, project: { ...real.project, environment: 'development' } }, {}],
  ['no HSTS with a real certificate', ['traefik/no-hsts services.traefik.hstsSeconds'], real, { traefik: { hstsSeconds: 0 } }],
  ['mail in the clear', ['django/open-mail services.django.smtpTls'], {}, { django: { smtpHost: 'smtp.example.com', smtpTls: 'none' } }],
  ['copies of the database that anybody with the bucket reads', ['backup/plain-copies services.backup.ageRecipient'], {}, { backup: inBucket }],
];

const silent: readonly Case[] = [
  ['the own authority at home', [], {}, {}],
  ['a real certificate', [], real, {}],
  ['development at home', [], { project: { environment: 'development' } }, {}],
  ['no HSTS at home', [], {}, { traefik: { hstsSeconds: 0 } }],
  ['no mail', [], {}, { django: { smtpTls: 'none' } }],
  ['a backup that stays', [], {}, { backup: {} }],
];

describe('a design may have, with a warning', () => {
  test.each(cases)('%s', (_name, expected, part, services) => {
    const found = warningsOf(parsed(draftOf(part, services)));
    expect(found.map(({ id, path }) => `${id} ${path.join('.')}`)).toEqual(expected);
    for (const { message } of found) expect(message).toMatch(/^[A-Z].*[^.]$/);
  });

  test('a container that runs as root', () => {
    const stack = parsed({ ...draftOf({}), containers: { job: { user: '0:0' } } });
    expect(warningsOf(stack).map(({ id }) => id)).toEqual(['containers/root']);
  });
});

describe('nothing is said about', () => {
  test.each(silent)('%s', (_name, expected, part, services) => {
    expect(warningsOf(parsed(draftOf(part, services)))).toEqual(expected);
  });

  test('the default design', () => expect(warningsOf(defaultStack)).toEqual([]));
});

describe('warnings', () => {
  test('keep no design from being valid, and are the same for the same design however it came about', () => {
    holds(anyStack, (stack) => {
      const again = checkStack(structuredClone(stack));
      expect(again.ok && warningsOf(again.stack)).toEqual(warningsOf(structuredClone(stack)));
    }, 100);
  });
});
