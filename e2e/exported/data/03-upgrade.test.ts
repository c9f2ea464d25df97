import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectJsonError, expectStatus, logIn, register, type Person } from '../support/expecting';
import { whenRouted } from '../support/routed';
import { run, tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';
import { designOf, exportAgain, exported, remove, start } from './booting';

// What is tested is the way from one layout of the official images to the other (17: the volume is the data; 18: a folder
// for each version) with a dump in between, and that nothing is lost on it, there and back.
const older = designOf('data-upgrade', 25_050, { 'services.postgres.version': '17-trixie', 'services.pgadmin': 'false' });
const newer = { ...older, set: { ...older.set, 'services.postgres.version': '18.6-trixie' } };

let stack: Stack;
let person: Person;
let copy = '';

beforeAll(async () => {
  stack = await exported(older);
  await start(stack);
  await whenRouted(stack);
});
afterAll(async () => {
  await remove(stack);
  if (copy) await run('docker', ['volume', 'rm', copy]);
});

function well(outcome: Outcome): Outcome {
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome;
}

const owner = (sql: string) => stack.exec('postgres', ['sh', '-c', 'psql -XAtw -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "$1"', 'sh', sql]);
const upgrade = (...args: string[]) => stack.script('upgrade-postgres', args, { timeoutMs: 600_000 });
const running = async () => [...(await stack.containers()).values()].filter(({ State }) => State.Status === 'running').map(({ Name }) => Name).sort();

async function refused(outcome: Outcome, words: RegExp) {
  expect(outcome.code, tell(outcome)).toBe(2);
  expect(outcome.stderr).toMatch(words);
  expectStatus(await logIn(stack.https(), person), 200);
}

describe('S10 scripts/upgrade-postgres', () => {
  it('has nothing to do where the version is the same', async () => {
    person = await register(stack.https());
    well(await owner("CREATE TABLE public.notes AS SELECT n, repeat('x', 50) AS word FROM generate_series(1, 5000) AS n; CREATE ROLE reports LOGIN PASSWORD 'only-for-a-test'; GRANT SELECT ON public.notes TO reports"));
    expect(well(await upgrade('--yes')).stdout).toMatch(/^nothing to do/);
  });

  it('refuses while there is another database, and everything runs on as before', async () => {
    const before = await running();
    await exportAgain(stack, newer);
    well(await owner('CREATE DATABASE other'));
    const outcome = await upgrade('--check');
    expect(await running()).toEqual(before);
    await whenRouted(stack);
    await refused(outcome, /would not be moved: other/);
    well(await owner('DROP DATABASE other'));
    expect(well(await upgrade('--check')).stdout).toContain('the upgrade from 17 to 18 can be made');
    await whenRouted(stack);
  });

  it('moves everything into the new layout, and the site answers when it says Done', async () => {
    const outcome = well(await upgrade('--yes'));
    expectStatus(await logIn(stack.https(), person), 200);
    expect(outcome.stdout).toMatch(/rows: the same in all \d+ tables/);
    copy = /docker volume rm (\S+)/.exec(outcome.stdout)?.[1] ?? '';
    const { Config, Mounts } = await stack.container('postgres');
    expect(Config.Image).toBe('postgres:18.6-trixie');
    expect(Mounts.filter(({ Type }) => Type === 'volume').map(({ Destination }) => Destination)).toEqual(['/var/lib/postgresql']);
    expect(well(await owner('SELECT count(*), max(length(word)) FROM notes')).stdout.trim()).toBe('5000|50');
    expect(well(await owner("SELECT has_table_privilege('reports', 'notes', 'SELECT')")).stdout.trim()).toBe('t');
    expect(well(await owner("SELECT reltuples::int FROM pg_class WHERE relname = 'notes'")).stdout.trim(), 'analysed').toBe('5000');
    expect((await run('docker', ['ps', '-a', '--format', '{{.Names}}'])).stdout).not.toContain('upgrade-old');
    expect((await run('docker', ['volume', 'ls', '-q'])).stdout).not.toContain('upgrade-socket');
    well(await stack.script('smoke-test'));
    well(await stack.compose(['up', '-d', '--wait']));
  });

  it('keeps the old volume whole, and does not go back without it', async () => {
    expect(copy).toMatch(/^data-upgrade_postgres-data-17-\d{8}T\d{6}Z$/);
    const look = await run('docker', ['run', '--rm', '--network', 'none', '--entrypoint', 'cat', '-v', `${copy}:/v:ro`, '--user', '999:999', 'postgres:17-trixie', '/v/PG_VERSION']);
    expect(look.stdout.trim(), tell(look)).toBe('17');
    await exportAgain(stack, older);
    await refused(await upgrade('--yes'), /is older/);
    await refused(await upgrade('--back', 'no-such-volume', '--yes'), /there is no volume/);
  });

  it('--back puts it back: what was written since is gone, all before is there', async () => {
    const late = await register(stack.https());
    well(await upgrade('--back', copy, '--yes'));
    expectStatus(await logIn(stack.https(), person), 200);
    expectJsonError(await logIn(stack.https(), late), 401);
    expect((await stack.container('postgres')).Config.Image).toBe('postgres:17-trixie');
    expect(well(await owner('SELECT count(*) FROM notes')).stdout.trim()).toBe('5000');
    const again = await stack.compose(['up', '-d', '--wait']);
    expect(`${again.stdout}${again.stderr}`).not.toMatch(/warn/i);
  });
});
