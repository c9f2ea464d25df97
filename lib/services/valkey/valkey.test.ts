import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack } from '../../stack';
import { draftOf, problemsOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(defaultStack);
const cached = exportOf(stackWith('valkey'));
const LISTS = ['api/requirements-valkey.txt', 'django/requirements-valkey.txt'];
const environmentOf = (exported: typeof plain, id: string) => exported.compose.services[id]?.environment ?? {};

test('what its log asks of the host stands in the README', () => {
  expect(cached.text('README.md')).toContain('vm.overcommit_memory=1');
});

describe('valkey in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'valkey', composePart(cached, 'valkey')));

  test('keeps nothing by default, and everything in a volume when asked to', () => {
    expect(cached.compose.services['valkey']?.volumes?.filter(({ type }) => type === 'volume')).toEqual([]);
    expect(cached.compose.services['valkey']?.tmpfs?.join()).toContain('/data:');
    const { services, volumes } = exportOf(stackWith('valkey', { persistence: 'aof' })).compose;
    expect(services['valkey']?.volumes).toContainEqual({ type: 'volume', source: 'valkey-data', target: '/data' });
    expect(services['valkey']?.tmpfs?.join()).not.toContain('/data');
    expect(services['valkey']?.command?.join(' ')).toContain('--appendonly yes');
    expect(volumes).toHaveProperty('valkey-data');
  });

  test.each([16, 128, 1000, 16_384])('has more memory than its %i MiB of keys', (maxmemoryMb) => {
    const { command, mem_limit } = exportOf(stackWith('valkey', { maxmemoryMb })).compose.services['valkey'] ?? {};
    expect(command).toContain(`${maxmemoryMb}mb`);
    expect(Number.parseInt(mem_limit ?? '', 10)).toBeGreaterThanOrEqual(maxmemoryMb * 1.5 + 64);
  });

  test('publishes no port and is on the internal network of data when there is one', () => {
    const { services, networks } = exportOf(stackWith('valkey', {}, { hardening: { networks: 'tiers' } })).compose;
    expect([services['valkey']?.ports, services['valkey']?.networks]).toEqual([undefined, ['data']]);
    expect(networks['data']?.internal).toBe(true);
    for (const id of ['api', 'django']) expect(services[id]?.networks, id).toContain('data');
  });

  test('never makes room by dropping a key that does not expire', () => {
    for (const eviction of ['allkeys-lru', 'allkeys-random', 'volatile-random']) {
      expect(problemsOf(draftOf({}, { valkey: { eviction } }))).toEqual([expect.stringMatching(/^schema\/\w+ services\.valkey\.eviction$/)]);
    }
  });
});

describe('accounts of valkey', () => {
  test('are one for each application, with a password and purposes of its own', () => {
    expect(environmentOf(cached, 'valkey')['VALKEY_USERS']).toBe('api=limit=API_CACHE_PASSWORD django=cache,queue=DJANGO_CACHE_PASSWORD');
    const values = readDotenv(cached.text('.env'));
    const passwords = ['VALKEY_PASSWORD', 'API_CACHE_PASSWORD', 'DJANGO_CACHE_PASSWORD'].map((name) => values[name]);
    expect(new Set(passwords).size).toBe(3);
    for (const id of ['api', 'django']) expect(Object.keys(environmentOf(cached, id))).not.toContain('VALKEY_USERS');
  });

  test.each(['api', 'django'])('are told to %s without an address that holds a password', (id) => {
    const password = `${id.toUpperCase()}_CACHE_PASSWORD`;
    expect(environmentOf(cached, id)).toMatchObject({ VALKEY_HOST: 'valkey', VALKEY_USER: id, VALKEY_PASSWORD: `\${${password}:?set ${password} in .env}` });
    expect(Object.values(environmentOf(cached, id)).filter((value) => value.includes('redis:'))).toEqual([]);
  });

  test('can be renewed as SECURITY.md says', () => {
    expect(cached.text('SECURITY.md')).toContain('| `API_CACHE_PASSWORD`, `DJANGO_CACHE_PASSWORD` | A new value in `.env`, `docker compose up -d`: both sides start anew |');
    expect(plain.text('SECURITY.md')).not.toContain('CACHE');
  });

  test('are files where secrets are', () => {
    const { services } = exportOf(stackWith('valkey', {}, { hardening: { secrets: 'files' } })).compose;
    for (const id of ['valkey', 'api', 'django']) {
      const given = Object.entries(services[id]?.environment ?? {}).filter(([name]) => /(CACHE|VALKEY)_PASSWORD/.test(name));
      expect(given.length, id).toBeGreaterThan(0);
      for (const [name, value] of given) expect([name, value], id).toEqual([expect.stringMatching(/_FILE$/), expect.stringMatching(/^\/run\/secrets\/\w+$/)]);
    }
  });
});

describe('a design without valkey', () => {
  test('has nothing of it', () => {
    for (const id of ['api', 'django']) expect(Object.keys(environmentOf(plain, id)).filter((name) => name.startsWith('VALKEY'))).toEqual([]);
    expect(plain.text('.env')).not.toMatch(/VALKEY|CACHE/);
    expect(plain.files.filter(({ path }) => path.startsWith('valkey/') || LISTS.includes(path))).toEqual([]);
  });

  test('gets packages for it with it', () => {
    for (const list of LISTS) expect(cached.has(list), list).toBe(true);
  });
});
