import { describe, expect, test } from 'vitest';
import { dnsProviders } from '../kit/dns-providers';
import { readDotenv } from '../kit/test-dotenv';
import { addService, defaultStack, planOf } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { generate, type Earlier } from './index';
import { exportOf, secretsFor, templates } from './test-export';
import { variablesOf } from './variables';

const providers = Object.keys(dnsProviders) as (keyof typeof dnsProviders)[];

const more = addService(defaultStack, 'nginx');
const names = new Set(Object.keys(readDotenv(exportOf(defaultStack).text('.env.example'))));

function dotenvAfter(values: Record<string, string>, generated: ReadonlySet<string> = names): Record<string, string> {
  const earlier: Earlier = { values, generated };
  const file = generate(more, { templates, secrets: secretsFor(more), earlier }).find(({ path }) => path === '.env');
  return readDotenv(file?.text ?? '');
}

describe('S15 a .env that takes the place of an earlier one', () => {
  test('keeps the files that its owner has compose read', () => {
    const COMPOSE_FILE = 'local.docker.yml:compose.override.yml';
    expect(dotenvAfter({ COMPOSE_FILE })['COMPOSE_FILE']).toBe(COMPOSE_FILE);
  });

  test.each([`it's $HOME #1`, '', 'plain'])('keeps a variable of its owner: %j', (value) => {
    expect(dotenvAfter({ MY_OWN: value })['MY_OWN']).toBe(value);
  });

  test('takes what the design decides from the design', () => {
    expect(dotenvAfter({ FASTAPI_PORT: '9999', POSTGRES_DB: 'other' })).toMatchObject({ FASTAPI_PORT: '8000', POSTGRES_DB: 'base2' });
  });

  test('loses what an earlier export wrote and this one does not', () => {
    expect(dotenvAfter({ PGADMIN_GONE: 'x' }, new Set(['PGADMIN_GONE']))).not.toHaveProperty('PGADMIN_GONE');
  });

  test('has everything of this design', () => {
    expect(dotenvAfter({})).toEqual(readDotenv(exportOf(more).text('.env')));
  });
});

describe('what the owner alone can fill in', () => {
  const relay = stackWith('django', { smtpHost: 'smtp.example.com', smtpUser: 'shop' });
  const store = stackWith('backup', { offsite: 's3', bucket: 'dumps' });
  const asked = (dnsProvider: (typeof providers)[number]) =>
    stackOf({ project: { domain: 'app.example.com' }, tls: { mode: 'le-production', email: 'ops@example.com', challenge: 'dns', dnsProvider } });

  // scripts/init-env and scripts/doctor know it by these words.
  test('says so above its line, and nothing else does', () => {
    for (const stack of [defaultStack, relay, store, ...providers.map(asked)]) {
      for (const { name, comment, ownerFillsIn } of variablesOf(planOf(stack))) expect([name, /^Fill it in/.test(comment)]).toEqual([name, ownerFillsIn === true]);
    }
  });

  test('is made up in CI, which would not start without', () => {
    const ci = exportOf(store).text('.github/workflows/ci.yml');
    expect(ci.match(/scripts\/init-env.*$/gm)).toEqual(['scripts/init-env --stand-ins && scripts/lint compose', 'scripts/init-env --stand-ins']);
  });
});
