import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack, removeService } from '../../stack';
import { draftOf, parsed, problemsOf, stackOf, stackWith } from '../../stack/test-stacks';

const plain = exportOf(defaultStack);
const routed = exportOf(stackWith('pgadmin', { exposure: 'both', allow: ['203.0.113.0/24'] }));

describe('pgadmin in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'pgadmin', composePart(plain, 'pgadmin')));

  test('is not routed by default', () => {
    expect(plain.compose.services['pgadmin']?.labels).toBeUndefined();
    expect(plain.compose.services['pgadmin']?.environment).not.toHaveProperty('SCRIPT_NAME');
  });

  test('is shown by the golden file when it is routed', async () => {
    const lines = composePart(routed, 'pgadmin').split('\n');
    await expectGolden(import.meta.dirname, 'routed-labels', `${lines.slice(lines.indexOf('  labels:')).join('\n').trimEnd()}\n`);
    expect(routed.compose.services['pgadmin']?.environment).toMatchObject({ SCRIPT_NAME: '/pgadmin', PGADMIN_CONFIG_SESSION_COOKIE_SECURE: 'True' });
  });

  test('leaves nothing behind when it is taken out', () => {
    const without = exportOf(parsed(removeService(defaultStack, 'pgadmin')));
    expect(Object.keys(without.compose.services)).not.toContain('pgadmin');
    expect(Object.keys(without.compose.volumes ?? {})).not.toContain('pgadmin-data');
    expect(Object.keys(readDotenv(without.text('.env'))).filter((name) => name.startsWith('PGADMIN'))).toEqual([]);
    expect(without.files.filter(({ path }) => path.startsWith('pgadmin/'))).toEqual([]);
  });

  test('joins both networks when it is routed and data has one of its own', () => {
    const stack = stackWith('pgadmin', { exposure: 'basic-auth' }, { hardening: { networks: 'data' } });
    expect([...(exportOf(stack).compose.services['pgadmin']?.networks ?? [])].sort()).toEqual(['data', 'main']);
    expect(exportOf(stackOf({ hardening: { networks: 'data' } })).compose.services['pgadmin']?.networks).toEqual(['data']);
  });
});

describe("pgadmin's list of servers", () => {
  test('names the database as it is in this design, and no password', () => {
    const exported = exportOf(stackWith('postgres', { port: 6543, user: 'shop_owner', database: 'shop' }, { project: { name: 'shop' } }));
    expect(JSON.parse(exported.text('pgadmin/servers.json'))).toEqual({
      Servers: { 1: expect.objectContaining({ Name: 'shop', Host: 'postgres', Port: 6543, MaintenanceDB: 'shop', Username: 'shop_owner' }) },
    });
    expect(exported.text('pgadmin/servers.json')).not.toMatch(/password/i);
  });
});

describe("pgadmin's e-mail", () => {
  test.each(['dba@example.com', 'd.b_a+x-1@sub.ex-ample.co', 'A@B.IO'])('may be %s', (email) => {
    expect(problemsOf(draftOf({}, { pgadmin: { email } }))).toEqual([]);
  });

  test.each(['dba', 'dba@', '@example.com', 'dba@example', 'a b@example.com', 'dba@stack.local', 'dba@stack.test', '', 'a..b@example.com', 'dba@exa_mple.com', 'dba@-a.com', 'dba@a:9.C:.capp', 'd;ba@a.com', `${'a'.repeat(50_000)}@`, `"'@example.com`])('cannot be %j', (email) => {
    expect(problemsOf(draftOf({}, { pgadmin: { email } })).map((problem) => problem.split(' ')[1])).toContain('services.pgadmin.email');
  });
});
