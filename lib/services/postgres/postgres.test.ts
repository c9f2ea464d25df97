import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { defaultStack } from '../../stack';
import { draftOf, problemsOf, stackOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(defaultStack);

describe('postgres in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'postgres', composePart(plain, 'postgres')));

  test.each([
    ['18.6-trixie', '/var/lib/postgresql'],
    ['17-trixie', '/var/lib/postgresql/data'],
  ] as const)('C19: version %s keeps its data in %s', (version, target) => {
    const { volumes } = exportOf(stackWith('postgres', { version })).compose.services['postgres'] ?? {};
    expect(volumes?.find(({ type }) => type === 'volume')).toEqual({ type: 'volume', source: 'postgres-data', target });
  });

  test('has a password for each application that logs in, and no other', () => {
    const passwords = (exported: typeof plain) =>
      Object.keys(exported.compose.services['postgres']?.environment ?? {}).filter((name) => name.endsWith('_PASSWORD')).sort();
    expect(passwords(plain)).toEqual(['API_DB_PASSWORD', 'DJANGO_DB_PASSWORD', 'POSTGRES_PASSWORD']);
    expect(passwords(exportOf(stackWith('api', { databaseAccess: false })))).toEqual(['DJANGO_DB_PASSWORD', 'POSTGRES_PASSWORD']);
  });

  test('is on the internal network alone when data has one of its own', () => {
    const { services, networks } = exportOf(stackOf({ hardening: { networks: 'data' } })).compose;
    expect(services['postgres']?.networks).toEqual(['data']);
    expect(networks['data']?.internal).toBe(true);
  });

  test('is on the one network otherwise', () => {
    expect(plain.compose.services['postgres']?.networks).toEqual(['main']);
    expect(Object.keys(plain.compose.networks)).toEqual(['main']);
  });
});

describe('names in postgres', () => {
  test.each(['postgres', 'template1', 'public', 'none', 'pg_read_all_data', 'Base2', '2base', 'a b', 'a-b', ''])('%j is refused for user and database', (name) => {
    expect(problemsOf(draftOf({}, { postgres: { user: name } }))).toEqual([expect.stringMatching(/^schema\/\w+ services\.postgres\.user$/)]);
    expect(problemsOf(draftOf({}, { postgres: { database: name } }))).toEqual([expect.stringMatching(/^schema\/\w+ services\.postgres\.database$/)]);
  });

  test('may be any other short word', () => {
    expect(problemsOf(draftOf({}, { postgres: { user: 'shop_owner', database: 'shop' } }))).toEqual([]);
  });
});
