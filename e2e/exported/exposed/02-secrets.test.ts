import { describe, expect, it } from 'vitest';
import { designs, gate, superuser } from '../designs';
import { booted } from '../support/booted';
import { expectStatus, logIn } from '../support/expecting';
import { json } from '../support/http';
import { tell } from '../support/run';

const { stack, boot } = booted('exposed');
const { secrets } = designs.exposed;

/** What the process itself has: PID 1's environment, not what compose meant to give it. */
async function insideOf(service: string, name: string): Promise<string | undefined> {
  const outcome = await stack.exec(service, ['sh', '-c', 'tr "\\000" "\\n" < /proc/1/environ || env']);
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome.stdout.split('\n').find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
}

describe('Section 5: values of any characters arrive intact', () => {
  it.each([
    ['postgres', 'POSTGRES_PASSWORD'],
    ['postgres', 'DJANGO_DB_PASSWORD'],
    ['api', 'JWT_SECRET'],
    ['api', 'INTERNAL_API_TOKEN'],
    ['django', 'INTERNAL_API_TOKEN'],
    ['django', 'DJANGO_SECRET_KEY'],
    ['pgadmin', 'PGADMIN_DEFAULT_PASSWORD'],
  ])('%s gets %s', async (service, name) => {
    expect((await stack.container(service)).Config.Env).toContain(`${name}=${secrets[name]}`);
    expect(await insideOf(service, name)).toBe(secrets[name]);
  });

  it('Django’s URL has the password percent-encoded, and it opens the database', async () => {
    const value = (await insideOf('django', 'DJANGO_DATABASE_URL')) ?? '';
    expect(decodeURIComponent(new URL(value).password)).toBe(secrets.DJANGO_DB_PASSWORD);
    const migrated = await stack.exec('django', ['python', 'manage.py', 'migrate', '--check']);
    expect(migrated.code, tell(migrated)).toBe(0);
  });

  it('the owner’s password opens the database over the network', async () => {
    const { POSTGRES_USER = '', POSTGRES_DB = '' } = await stack.environment();
    const login = ['psql', '-X', '-At', '-h', 'postgres', '-U', POSTGRES_USER, '-d', POSTGRES_DB, '-c', 'select 1'];
    const right = await stack.exec('postgres', ['sh', '-c', 'PGPASSWORD="$POSTGRES_PASSWORD" exec "$@"', 'sh', ...login]);
    expect(right.stdout.trim(), tell(right)).toBe('1');
    const wrong = await stack.exec('postgres', ['env', 'PGPASSWORD=wrong', ...login]);
    expect(wrong.code, tell(wrong)).not.toBe(0);
  });

  it('the superuser of .env can log in with that password', async () => {
    const client = stack.https();
    const answer = await logIn(client, superuser);
    expectStatus(answer, 200);
    expect(json(await client.get('/api/users/me'))).toMatchObject({ email: superuser.email, is_staff: true });
  });

  it('Traefik gets the whole hash of its account', async () => {
    const users = await stack.exec('traefik', ['cat', '/tmp/users']);
    expect(users.stdout, tell(users)).toMatch(new RegExp(`^${gate.user}:\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}\n$`));
  });

  it('none of them is in a log', () => {
    const leaks = Object.entries(boot.logs).flatMap(([service, log]) => Object.entries(secrets).filter(([, value]) => log.includes(value)).map(([name]) => `${service}: ${name}`));
    expect(leaks).toEqual([]);
  });
});
