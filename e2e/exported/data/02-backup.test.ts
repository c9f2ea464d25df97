import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectJsonError, expectStatus, logIn, register } from '../support/expecting';
import { complaintsAboutContainer } from '../support/hardened';
import { whenRouted } from '../support/routed';
import { tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';
import { designOf, exported, remove, start } from './booting';

let stack: Stack;

beforeAll(async () => {
  stack = await exported(designOf('data-backup', 25_040, { 'services.backup': 'true', 'services.pgadmin': 'false' }));
  await start(stack);
  await whenRouted(stack);
});
afterAll(() => remove(stack));

/** `docker compose exec backup backup …`, with other settings where a test needs them. */
const backup = (args: string[], env: Record<string, string> = {}) =>
  stack.compose(['exec', '-T', ...Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]), 'backup', 'backup', ...args]);
const inside = (command: string) => stack.exec('backup', ['bash', '-c', command]);
const owner = (sql: string) => stack.exec('postgres', ['sh', '-c', 'psql -XAtw -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "$1"', 'sh', sql]);

function well(outcome: Outcome): Outcome {
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome;
}

function events(outcome: Outcome): Record<string, unknown>[] {
  return outcome.stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function saved(): Promise<string[]> {
  return well(await backup(['list'])).stdout.split('\n').filter(Boolean).map((line) => line.split(' ')[0] ?? '');
}

describe('47 The service backup', () => {
  it('is as hard as the others, and healthy from the start', async () => {
    const container = await stack.container('backup');
    expect(complaintsAboutContainer('backup', container)).toEqual([]);
    expect(container.State.Health?.Status).toBe('healthy');
    expect(container.Mounts.filter(({ Type }) => Type === 'volume').map(({ Destination }) => Destination)).toEqual(['/backups']);
  });

  it('makes the first dump by itself within two minutes', async () => {
    const end = Date.now() + 120_000;
    while ((await saved()).length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 2000));
    expect((await saved()).length).toBe(1);
  });

  it('saves on demand: whole, for its owner alone, and says so', async () => {
    const [event] = events(well(await backup(['now'])));
    expect(event).toMatchObject({ level: 'info', event: 'saved', bytes: expect.any(Number), tables: expect.any(Number) });
    expect(event?.['tables']).toBeGreaterThan(5);
    const [name = ''] = await saved();
    expect(event?.['file']).toBe(name);
    well(await backup(['verify', name]));
    expect(well(await inside(`stat -c '%a %u' /backups/${name}; head -c 5 /backups/${name}`)).stdout).toBe('600 999\nPGDMP');
  });

  it('reads everything and writes nothing', async () => {
    const psql = (sql: string) => inside(`PGPASSWORD=$BACKUP_DB_PASSWORD psql -XAtw -c "SET default_transaction_read_only = off" -c "${sql}"`);
    expect(well(await psql('SELECT count(*) FROM users_user')).stdout).toMatch(/^\d+$/m);
    for (const sql of ['CREATE TABLE x ()', 'DELETE FROM users_user', 'CREATE SCHEMA y', 'ALTER ROLE backup SUPERUSER']) {
      const outcome = await psql(sql);
      expect(outcome.code, tell(outcome)).not.toBe(0);
      expect(outcome.stderr).toMatch(/permission denied|must be owner/);
    }
  });

  it('logs one JSON object a line', async () => {
    const lines = (await stack.logs('backup')).trim().split('\n').map((line) => JSON.parse(line) as { event: string });
    expect(lines.map(({ event }) => event)).toEqual(expect.arrayContaining(['started', 'saved']));
  });

  it('never saves a database without tables', async () => {
    const before = await saved();
    well(await owner('CREATE DATABASE hollow'));
    const outcome = await backup(['now'], { PGDATABASE: 'hollow' });
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(events(outcome)[0]).toMatchObject({ level: 'warn', event: 'empty' });
    expect(await saved()).toEqual(before);
    well(await owner('DROP DATABASE hollow'));
  });

  it('says why it failed while the database is away, and works again afterwards', async () => {
    await stack.mustCompose(['stop', 'postgres']);
    const outcome = await backup(['now']);
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(events(outcome)[0]).toMatchObject({ level: 'error', event: 'failed', step: 'pg_dump' });
    expect((await backup(['check'])).code, 'one failure is no alarm').toBe(0);
    await stack.mustCompose(['up', '-d', '--wait', 'postgres']);
    well(await backup(['now']));
    expect(well(await inside('ls -A /backups')).stdout).not.toContain('.part');
  });

  it('is not healthy when the newest dump is older than the schedule and its slack', async () => {
    const old = { BACKUP_FOLDER: '/tmp/old' };
    well(await inside('mkdir /tmp/old && touch "/tmp/old/${BACKUP_NAME}_$(date -u -d "25 hours ago" +%Y%m%dT%H%M%SZ).dump" && touch -d "2 hours ago" /tmp/started'));
    well(await backup(['check'], old));
    const hourly = await backup(['check'], { ...old, BACKUP_EVERY_HOURS: '1' });
    expect([hourly.code, hourly.stdout]).toEqual([1, 'the newest dump is 25 hours old\n']);
    well(await inside('rm /tmp/old/*'));
    expect((await backup(['check'], old)).stdout).toBe('there is no dump\n');
    well(await backup(['check']));
  });

  it('deletes what the rules do not keep, and no file that is not its own', async () => {
    well(await inside('cd /backups; for day in 01 02 03 04; do touch "${BACKUP_NAME}_202001${day}T031500Z.dump"; done; touch other_20200101T031500Z.dump note.txt'));
    await backup(['now'], { BACKUP_KEEP_MONTHLY: '2', BACKUP_KEEP_DAILY: '1', BACKUP_KEEP_WEEKLY: '1' });
    const files = well(await inside('ls /backups')).stdout;
    expect(files).toContain('data-backup_20200104T031500Z.dump');
    expect(files).not.toMatch(/data-backup_2020010[123]/);
    expect(files).toMatch(/^note\.txt$/m);
    expect(files).toMatch(/^other_/m);
    well(await inside('rm /backups/*_2020* /backups/note.txt'));
  });

  it('stops at once on SIGTERM, in the middle of a dump too, and leaves nothing half-written', async () => {
    const lock = owner('BEGIN; LOCK TABLE users_user IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(20); COMMIT');
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const dump = backup(['now']);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const from = Date.now();
    await stack.mustCompose(['stop', 'backup']);
    expect(Date.now() - from).toBeLessThan(8000);
    expect((await stack.container('backup')).State.ExitCode).toBe(0);
    expect((await dump).code).not.toBe(0);
    await lock;
    await stack.mustCompose(['up', '-d', '--wait', 'backup']);
    well(await backup(['now']));
    expect(well(await inside('ls -A /backups')).stdout).not.toContain('.part');
  });
});

describe('S10 Its password', () => {
  it('is rotated everywhere', async () => {
    const before = (await stack.environment()).BACKUP_DB_PASSWORD;
    well(await stack.script('rotate-password', ['backup']));
    expect((await stack.environment()).BACKUP_DB_PASSWORD).not.toBe(before);
    well(await backup(['now']));
  });

  it('in a database that does not know the role: the log names the remedy, and it helps', async () => {
    well(await owner('DROP OWNED BY backup; DROP ROLE backup'));
    const outcome = await backup(['now']);
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(events(outcome)[0]?.['hint']).toContain('scripts/rotate-password --sync');
    well(await stack.script('rotate-password', ['--sync']));
    well(await backup(['now']));
  });
});

describe('17 47 Restore', () => {
  it('from the volume: what came after the dump is gone, what was there before is back, at once', async () => {
    const before = await register(stack.https());
    well(await backup(['now']));
    const [name = ''] = await saved();
    const after = await register(stack.https());
    expect(well(await stack.script('restore', ['--list'])).stdout).toContain(name);
    well(await stack.script('restore', ['--yes', '--from-volume', '--latest']));
    // No waiting here: the script has waited.
    expectStatus(await logIn(stack.https(), before), 200);
    expectJsonError(await logIn(stack.https(), after), 401);
    const wrong = await stack.script('restore', ['--yes', '--from-volume', 'data-backup_20200101T000000Z.dump']);
    expect(wrong.code, tell(wrong)).toBe(2);
  });

  it('backup → wipe → restore: people of before can log in again, nobody else', async () => {
    const person = await register(stack.https());
    well(await stack.script('backup'));
    await stack.mustCompose(['down', '-v']);
    await start(stack);
    await whenRouted(stack);
    expectJsonError(await logIn(stack.https(), person), 401);
    const stranger = await register(stack.https());
    const [file = ''] = (await readdir(stack.file('backups'))).filter((each) => each.endsWith('.dump')).sort().reverse();
    expect((await readFile(stack.file(`backups/${file}`))).subarray(0, 5).toString()).toBe('PGDMP');
    well(await stack.script('restore', ['--yes', `backups/${file}`]));
    expectStatus(await logIn(stack.https(), person), 200);
    expectJsonError(await logIn(stack.https(), stranger), 401);
    well(await backup(['now']));
    well(await stack.script('smoke-test'));
    well(await stack.script('security-audit'));
  });
});
