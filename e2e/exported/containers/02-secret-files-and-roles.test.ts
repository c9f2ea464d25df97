import { rename, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { complaintsAboutContainer } from '../support/hardened';
import { run, tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';

/** What compose, dotenv, SQL and a shell read differently. */
const password = `Aa1 $HOME \${PATH} #x '"\\n @:/%41 end`;
const key = `${password} of the shop`;

const store = {
  image: 'postgres:17-trixie', port: 5432, user: '999:999', tmpfs: ['/tmp', '/var/run/postgresql'], volumes: ['data:/var/lib/postgresql/data'],
  secrets: ['POSTGRES_PASSWORD'], variables: ['POSTGRES_INITDB_ARGS=--auth-host=scram-sha-256 --data-checksums'],
  health: 'command', healthCommand: 'pg_isready -q -h 127.0.0.1 -U postgres', memoryMb: 512,
};
/** Has a client of the database in its image, and waits. */
const shop = {
  image: 'postgres:17-trixie', port: 5432, user: '999:999', uses: ['sql'], secrets: ['SESSION_KEY'], command: 'sleep infinity', health: 'command', healthCommand: 'true',
};

const design = {
  ...designOf('b2e-containers-files', 22_060, {
    'containers.store': JSON.stringify(store),
    'containers.my-shop': JSON.stringify(shop),
    'hardening.secrets': 'files',
    'hardening.networks': 'tiers',
    'services.pgadmin': 'false',
  }),
  secrets: { STORE__POSTGRES_PASSWORD: password, MY_SHOP__SESSION_KEY: key, MY_SHOP__DB_PASSWORD: `${password} of its role` },
};

let stack: Stack;
beforeAll(async () => {
  stack = await exported(design);
  await start(stack);
}, 1_800_000);
afterAll(() => remove(stack));

/** Asks the database as the container does that was told how. */
function ask(statement: string): Promise<Outcome> {
  const login = 'PGPASSWORD=$(cat "$DB_PASSWORD_FILE") exec psql -X -v ON_ERROR_STOP=1 -tA -h "$DB_HOST" -p "$DB_PORT" -U "$DB_USER" -d "$DB_NAME" -c "$1"';
  return stack.exec('my-shop', ['sh', '-c', login, 'sh', statement]);
}

async function asked(statement: string): Promise<string> {
  const outcome = await ask(statement);
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome.stdout.trim();
}

const asOwner = async (statement: string) => (await stack.exec('postgres', ['sh', '-c', 'exec psql -X -v ON_ERROR_STOP=1 -tA -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "$1"', 'sh', statement])).stdout.trim();

describe('12 A container of one’s own, in a stack that keeps secrets in files,', () => {
  it.each([
    ['store', 'STORE__POSTGRES_PASSWORD', password],
    ['my-shop', 'MY_SHOP__SESSION_KEY', key],
  ])('%s gets %s as it was given, by NAME_FILE', async (service, name, value) => {
    const { Config } = await stack.container(service);
    const variable = name.split('__')[1] ?? '';
    expect(Config.Env).toContain(`${variable}_FILE=/run/secrets/${name}`);
    expect((await stack.exec(service, ['cat', `/run/secrets/${name}`])).stdout).toBe(`${value}\n`);
  });

  it('has no secret in an environment, in .env or in the compose file', async () => {
    const places = [...(await stack.containers())].map(([service, { Config }]) => [service, Config.Env.join('\n')]);
    for (const file of ['.env', 'local.docker.yml', 'stack.json']) places.push([file, await stack.read(file)]);
    expect(places.filter(([, text]) => text?.includes(password.slice(0, 12))).map(([place]) => place)).toEqual([]);
  });

  it('sees its own secrets only', async () => {
    const mounted = async (service: string) => (await stack.container(service)).Mounts.map(({ Destination }) => Destination).filter((at) => at.startsWith('/run/secrets/')).sort();
    expect(await mounted('store')).toEqual(['/run/secrets/STORE__POSTGRES_PASSWORD']);
    expect(await mounted('my-shop')).toEqual(['/run/secrets/MY_SHOP__DB_PASSWORD', '/run/secrets/MY_SHOP__SESSION_KEY']);
  });

  it('is hardened like all others', async () => {
    for (const service of ['store', 'my-shop']) expect(complaintsAboutContainer(service, await stack.container(service))).toEqual([]);
  });

  it('that is an official image reads the file: its password is the one that was given', async () => {
    const login = (given: string) => run('docker', ['compose', 'exec', '-T', '-e', `PGPASSWORD=${given}`, 'store', 'psql', '-X', '-tA', '-h', 'store', '-U', 'postgres', '-c', 'SELECT 1'], { cwd: stack.dir });
    expect((await login(password)).stdout.trim()).toBe('1');
    expect((await login('another')).code).not.toBe(0);
  });
});

describe('45 A container of one’s own that uses the database', () => {
  it('logs in with a role of its own and writes into a schema of its own, which stays', async () => {
    expect(await asked('SELECT current_user, current_schema')).toBe('own_my_shop|own_my_shop');
    await asked("CREATE TABLE kept (word text); INSERT INTO kept VALUES ('still here')");
    expect(await asOwner('SELECT word FROM own_my_shop.kept')).toBe('still here');
  });

  it('can do nothing else there', async () => {
    await asOwner('CREATE TABLE IF NOT EXISTS public.of_django (id int)');
    for (const statement of ['SELECT * FROM public.of_django', 'CREATE TABLE public.mine (id int)', 'CREATE SCHEMA other', 'CREATE ROLE other', 'SELECT * FROM pg_authid', "COPY kept TO PROGRAM 'id'"]) {
      const outcome = await ask(statement);
      expect(outcome.code, statement).not.toBe(0);
      expect(outcome.stderr, statement).toMatch(/permission denied|must have|Only roles with/);
    }
    expect(await asOwner("SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit FROM pg_roles WHERE rolname = 'own_my_shop'")).toBe('f|f|f|f|f|20');
  });

  it('its password reached neither the log nor the catalogue in clear', async () => {
    expect(await stack.logs('postgres')).not.toContain(password.slice(0, 12));
    expect(await asOwner("SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'own_my_shop'")).toBe('t');
  });

  it('scripts/rotate-password changes its password here and there', async () => {
    const before = await stack.read('secrets/MY_SHOP__DB_PASSWORD');
    const outcome = await stack.script('rotate-password', ['own_my_shop']);
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(await stack.read('secrets/MY_SHOP__DB_PASSWORD')).not.toBe(before);
    expect(await asked('SELECT word FROM kept')).toBe('still here');
    const others = await Promise.all(['POSTGRES_PASSWORD', 'DJANGO_DB_PASSWORD'].map((name) => stack.read(`secrets/${name}`)));
    expect(new Set([...others, await stack.read('secrets/MY_SHOP__DB_PASSWORD')]).size).toBe(3);
  });

  it('scripts/rotate-password all takes it along, and refuses one that is not there', async () => {
    const before = await stack.read('secrets/MY_SHOP__DB_PASSWORD');
    expect((await stack.script('rotate-password', ['all'])).code).toBe(0);
    expect(await stack.read('secrets/MY_SHOP__DB_PASSWORD')).not.toBe(before);
    expect(await asked('SELECT 1')).toBe('1');
    const unknown = await stack.script('rotate-password', ['own_nobody']);
    expect([unknown.code, unknown.stderr], tell(unknown)).toEqual([2, expect.stringContaining('NOBODY__DB_PASSWORD is not set')]);
  });

  it('loses its log-in once the database is no longer told of it, keeps its data, and gets it back', async () => {
    const roles = ['bash', '/docker-entrypoint-initdb.d/10-roles.sh'];
    const without = await stack.exec('postgres', ['env', '-u', 'MY_SHOP__DB_PASSWORD_FILE', ...roles]);
    expect(without.code, tell(without)).toBe(0);
    expect((await ask('SELECT 1')).stderr).toMatch(/not permitted to log in|password authentication failed/);
    expect(await asOwner('SELECT word FROM own_my_shop.kept')).toBe('still here');
    for (let round = 0; round < 2; round += 1) expect((await stack.exec('postgres', roles)).code).toBe(0);
    expect(await asked('SELECT word FROM kept')).toBe('still here');
  });
});

describe('A fresh clone', () => {
  it('gets a secret for each of its containers from scripts/init-env', async () => {
    await rename(stack.file('secrets'), stack.file('secrets.kept'));
    try {
      const outcome = await stack.script('init-env');
      expect(outcome.code, tell(outcome)).toBe(0);
      for (const name of ['STORE__POSTGRES_PASSWORD', 'MY_SHOP__SESSION_KEY', 'MY_SHOP__DB_PASSWORD']) expect(await stack.read(`secrets/${name}`), name).toMatch(/^[0-9a-f]{64}\n$/);
    } finally {
      await run('rm', ['-rf', stack.file('secrets')]);
      await rename(stack.file('secrets.kept'), stack.file('secrets'));
    }
  });

  it('whose placeholder was left in place fails its own audit', async () => {
    const value = await stack.read('secrets/MY_SHOP__SESSION_KEY');
    await writeFile(stack.file('secrets/MY_SHOP__SESSION_KEY'), 'change_me\n');
    const outcome = await stack.script('security-audit');
    await writeFile(stack.file('secrets/MY_SHOP__SESSION_KEY'), value);
    expect(outcome.stdout, tell(outcome)).toContain('MY_SHOP__SESSION_KEY is a placeholder');
  });
});
