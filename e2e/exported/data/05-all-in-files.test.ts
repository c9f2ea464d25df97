import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectJsonError, expectStatus, logIn, register } from '../support/expecting';
import { whenRouted } from '../support/routed';
import { eventually, tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';
import { designOf, exported, remove, start } from './booting';

/** What compose, a shell, a URL and dotenv read differently. */
const awkward = (name: string) => `Aa1 $HOME \${PATH} $$ #x '"\\n @:/%41 ${name.repeat(4)} `;
const secrets: Record<string, string> = Object.fromEntries(
  ['POSTGRES_PASSWORD', 'DJANGO_DB_PASSWORD', 'API_DB_PASSWORD', 'BACKUP_DB_PASSWORD', 'VALKEY_PASSWORD', 'API_CACHE_PASSWORD', 'DJANGO_CACHE_PASSWORD', 'WORKER_CACHE_PASSWORD', 'STORE__POSTGRES_PASSWORD'].map((name) => [name, awkward(name)]),
);

/** A container of the owner's that logs in with a secret of its own. */
const store = {
  image: 'postgres:17-trixie', port: 5432, user: '999:999', tmpfs: ['/tmp', '/var/run/postgresql'], volumes: ['data:/var/lib/postgresql/data'], secrets: ['POSTGRES_PASSWORD'],
  variables: ['POSTGRES_INITDB_ARGS=--auth-host=scram-sha-256'], health: 'command', healthCommand: 'pg_isready -q -h 127.0.0.1 -U postgres', memoryMb: 512,
};

let stack: Stack;
beforeAll(async () => {
  stack = await exported({
    ...designOf('data-files', 25_070, {
      'services.pgadmin': 'false', 'services.backup': 'true', 'services.valkey': 'true', 'services.valkey.persistence': 'aof', 'services.worker': 'true',
      'containers.store': JSON.stringify(store), 'hardening.secrets': 'files', 'hardening.networks': 'data',
    }),
    secrets,
  });
  await start(stack);
  await whenRouted(stack);
});
afterAll(() => remove(stack));

function well(outcome: Outcome): Outcome {
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome;
}

describe('12 A stack of everything that keeps data, with its secrets in files', () => {
  it('has them in no environment, no log and no line of .env', async () => {
    const containers = [...(await stack.containers())];
    const logs = await Promise.all(containers.map(async ([service]) => [`log of ${service}`, await stack.logs(service)] as const));
    const places = [...containers.map(([service, { Config }]) => [`environment of ${service}`, Config.Env.join('\n')] as const), ...logs, ['.env', await stack.read('.env')] as const];
    expect(places.flatMap(([place, text]) => Object.entries(secrets).filter(([, value]) => text.includes(value.trim())).map(([name]) => `${place}: ${name}`))).toEqual([]);
  });

  it('gives each to those that need it', async () => {
    const seen = Object.fromEntries([...(await stack.containers())].map(([service, { Mounts }]) => [service, Mounts.map(({ Destination }) => Destination).filter((at) => at.startsWith('/run/secrets/')).map((at) => at.slice(13)).sort()]));
    expect(seen).toMatchObject({ backup: ['BACKUP_DB_PASSWORD'], store: ['STORE__POSTGRES_PASSWORD'], valkey: ['API_CACHE_PASSWORD', 'DJANGO_CACHE_PASSWORD', 'VALKEY_PASSWORD', 'WORKER_CACHE_PASSWORD'] });
    expect(seen['worker']).toEqual(expect.arrayContaining(['DJANGO_DB_PASSWORD', 'WORKER_CACHE_PASSWORD']));
    expect(seen['worker']).not.toEqual(expect.arrayContaining(['DJANGO_CACHE_PASSWORD']));
  });

  it('passes its own tests', async () => {
    well(await stack.script('smoke-test'));
    well(await stack.script('security-audit'));
  });

  it('the owner\'s container takes its password from the file', async () => {
    const ask = (password: string) => stack.exec('store', ['sh', '-c', `PGPASSWORD=${password} psql -XAtq -h "$(hostname -i)" -U postgres -c "SELECT 1"`]);
    expect(well(await ask('"$(cat "$POSTGRES_PASSWORD_FILE")"')).stdout).toBe('1\n');
    expect((await ask('wrong')).code).not.toBe(0);
  });

  it('a task that waits is still there after the queue was stopped', async () => {
    await stack.mustCompose(['stop', 'worker']);
    const id = well(await stack.compose(['exec', '-T', 'django', 'python', '-'], { input: 'import django; django.setup()\nfrom users.tasks import prune\nprint(prune.delay().id)\n' })).stdout.trim();
    await stack.mustCompose(['stop', 'valkey']);
    await stack.mustCompose(['up', '-d', '--wait', 'valkey', 'worker']);
    await eventually('the task to be done', async () => ((await stack.logs('worker')).split('\n').some((line) => line.includes(id) && line.includes('succeeded')) ? true : undefined));
  });

  it('rotates the password of the backup in the file and in the database', async () => {
    well(await stack.script('rotate-password', ['backup']));
    expect(await stack.read('secrets/BACKUP_DB_PASSWORD')).not.toBe(`${secrets['BACKUP_DB_PASSWORD']}\n`);
    well(await stack.exec('backup', ['backup', 'now']));
  });

  it('47 backup → wipe → restore: people of before can log in again, nobody else', async () => {
    const person = await register(stack.https());
    well(await stack.script('backup'));
    await stack.mustCompose(['down', '--volumes']);
    await start(stack);
    await whenRouted(stack);
    const stranger = await register(stack.https());
    const [file = ''] = (await readdir(stack.file('backups'))).filter((each) => each.endsWith('.dump'));
    well(await stack.script('restore', ['--yes', `backups/${file}`]));
    expectStatus(await logIn(stack.https(), person), 200);
    expectJsonError(await logIn(stack.https(), stranger), 401);
    well(await stack.exec('backup', ['backup', 'now']));
    well(await stack.script('smoke-test'));
    well(await stack.script('security-audit'));
  });
});
