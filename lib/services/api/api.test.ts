import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { checkStack, defaultStack } from '../../stack';
import { draftOf, problemsOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(defaultStack);
const environmentOf = (exported: typeof plain) => Object.keys(exported.compose.services['api']?.environment ?? {});
const databaseNames = ['DB_HOST', 'DB_NAME', 'DB_PASSWORD', 'DB_PORT', 'DB_USER'];

describe('api in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'api', composePart(plain, 'api')));

  test('knows the database only when it may use it directly', () => {
    const without = exportOf(stackWith('api', { databaseAccess: false }));
    expect(environmentOf(plain)).toEqual(expect.arrayContaining(databaseNames));
    expect(environmentOf(without).filter((name) => name.startsWith('DB_'))).toEqual([]);
    expect(without.compose.services['api']?.depends_on).not.toHaveProperty('postgres');
    expect(readDotenv(without.text('.env'))).not.toHaveProperty('API_DB_PASSWORD');
  });

  test('logs in with a role of its own', () => {
    expect(plain.compose.services['api']?.environment).toMatchObject({ DB_USER: 'api', DB_PASSWORD: '${API_DB_PASSWORD:?set API_DB_PASSWORD in .env}' });
  });
});

describe('S9 the documentation of the API', () => {
  const docs = (environment: 'production' | 'development', on: boolean) =>
    exportOf(stackWith('api', { docs: on }, { project: { environment } })).compose.services['api']?.labels ?? {};

  test('has a route in development', () => {
    expect(docs('development', true)).toHaveProperty(['traefik.http.routers.api-docs.rule']);
  });

  test.each([['production', true], ['production', false], ['development', false]] as const)('has none in %s when it is %s', (environment, on) => {
    expect(docs(environment, on)).not.toHaveProperty(['traefik.http.routers.api-docs.rule']);
  });
});

describe('S7 the limits of the API', () => {
  test('are the numbers of the design', () => {
    const values = readDotenv(exportOf(stackWith('api', { rateLimitWindowMs: 5000, rateLimitMaxRequests: 7 })).text('.env'));
    expect(values).toMatchObject({ RATE_LIMIT_WINDOW_MS: '5000', RATE_LIMIT_MAX_REQUESTS: '7' });
  });
});

describe('the duration of a session', () => {
  test.each(['7d', '15m', '30s', '12h', '9999s'])('may be %s', (jwtExpire) => {
    expect(problemsOf(draftOf({}, { api: { jwtExpire } }))).toEqual([]);
  });

  test.each(['7', '0d', '7w', '7 d', '-7d', '1.5h', '', '12345s', '7d\n'])('cannot be %j', (jwtExpire) => {
    expect(problemsOf(draftOf({}, { api: { jwtExpire } }))).toEqual(['schema/invalid_format services.api.jwtExpire']);
  });

  test.each(['12345s', '0d'])('that is %s is told its limits', (jwtExpire) => {
    const checked = checkStack(draftOf({}, { api: { jwtExpire } }));
    expect(checked.ok ? [] : checked.problems.map(({ message }) => message)).toEqual([expect.stringContaining('from 1 to 9999')]);
  });
});
