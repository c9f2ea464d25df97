// slices: 2
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintsAboutContainer } from '../support/hardened';
import { provideImages } from '../support/images';
import { eventually, tell, type Outcome } from '../support/run';
import { sharesOf } from '../support/slices';
import type { Stack } from '../support/stack';
import { pathWithAge } from './age';
import { designOf, remove, setLine, start, written } from './booting';
import { Store, type Key } from './store';

const bucket = 'away-from-here';
/** What these tests need of the stack; the database has no other tables than theirs. */
const running = ['postgres', 'backup', 'backup-offsite'];

function well(outcome: Outcome): Outcome {
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome;
}

const events = (outcome: Outcome) => outcome.stdout.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

const kinds = [
  ['in .env', 'env', 25_050, {}],
  ['in files, with internal networks', 'files', 25_060, { 'hardening.secrets': 'files', 'hardening.networks': 'tiers' }],
] as const;

describe.each(sharesOf('data/04-offsite.test.ts', 2, kinds))('47 The copy elsewhere, with secrets %s', (_title, kind, port, more) => {
  const project = `data-away-${kind}`;
  const folder = `nightly/${project}/`;
  let stack: Stack;
  let store: Store;
  let keys: Record<'backup' | 'stranger', Key>;

  const offsite = (args: string[], env: Record<string, string> = {}) =>
    stack.compose(['exec', '-T', ...Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]), 'backup-offsite', 'python', '/offsite.py', ...args]);
  const sql = (text: string) => stack.exec('postgres', ['sh', '-c', 'psql -XAtq -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "$1"', 'sh', text]);
  const newest = async () => well(await stack.exec('backup', ['backup', 'list'])).stdout.split(' ')[0] ?? '';

  /** What a person does after the export; the files of secrets hold what .env would. */
  async function fillIn({ access, secret }: Key) {
    for (const [name, value] of [['OFFSITE_ACCESS_KEY', access], ['OFFSITE_SECRET_KEY', secret]] as const) {
      if (kind === 'files') await writeFile(stack.file(`secrets/${name}`), `${value}\n`);
      else await setLine(stack, name, value);
    }
  }

  beforeAll(async () => {
    stack = await written(designOf(project, port, {
      'services.pgadmin': 'false', 'services.backup': 'true', 'services.backup.offsite': 's3', 'services.backup.endpoint': 'http://store:5000', 'services.backup.bucket': bucket,
      'services.backup.prefix': 'nightly', ...more,
    }));
    store = new Store(stack, bucket);
    keys = await store.found(folder.replace(/\/$/, ''));
  });
  afterAll(async () => {
    await store.leave();
    await remove(stack);
    await store.remove();
  });

  it('does not start with an empty key, and names the variable', async () => {
    if (kind === 'env') {
      const outcome = await stack.compose(['config', '-q']);
      expect(outcome.code, tell(outcome)).not.toBe(0);
      expect(outcome.stderr).toMatch(/required variable OFFSITE_(ACCESS|SECRET)_KEY is missing/);
    } else {
      await provideImages(stack);
      const outcome = await stack.compose(['run', '--rm', '--build', '--no-deps', 'backup-offsite', 'now']);
      expect(outcome.code, tell(outcome)).toBe(2);
      expect(outcome.stdout).toContain('OFFSITE_ACCESS_KEY is empty: fill it in');
    }
  });

  it('says which variable to look at when the key is wrong, and stays calm', async () => {
    await fillIn({ access: keys.backup.access, secret: 'not-its-other-half' });
    await provideImages(stack);
    await start(stack, running);
    const away = await offsite(['now']);
    expect(events(away)[0], tell(away)).toMatchObject({ event: 'failed', hint: expect.stringContaining('OFFSITE_ENDPOINT') });
    await store.join();
    const halves = await offsite(['now']);
    expect([halves.code, halves.stderr], tell(halves)).toEqual([1, '']);
    expect(events(halves)).toEqual([expect.objectContaining({ level: 'error', event: 'failed', hint: expect.stringContaining('OFFSITE_SECRET_KEY') })]);
    expect((await stack.container('backup-offsite')).RestartCount).toBe(0);
    expect((await stack.container('backup')).State.Health?.Status).toBe('healthy');
  });

  it.each([
    ['a key that nobody knows', () => ({ access: 'AKIANOBODYKNOWSTHIS1', secret: 'x' }), 'OFFSITE_ACCESS_KEY'],
    ['the key of somebody who may not', () => keys.stranger, 'must be allowed to list, read, write and delete'],
  ])('and with %s', async (_what, key, words) => {
    await fillIn(key());
    well(await stack.compose(['up', '-d', '--wait', '--no-deps', '--force-recreate', 'backup-offsite']));
    const outcome = await offsite(['now']);
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(events(outcome)[0]?.['hint']).toContain(words);
    const list = await stack.script('restore', ['--list']);
    expect(list.code, tell(list)).toBe(2);
    expect(list.stderr).toContain('the bucket cannot be read');
  });

  it('copies each dump within a minute, by an account that may do no more than that', async () => {
    await fillIn(keys.backup);
    well(await stack.compose(['up', '-d', '--wait', '--no-deps', '--force-recreate', 'backup-offsite']));
    well(await sql("CREATE TABLE treasure AS SELECT 'gold' AS what"));
    well(await stack.exec('backup', ['backup', 'now']));
    const name = await newest();
    // Waiting for a minute once is enough.
    const said = kind === 'files' ? well(await offsite(['now'])).stdout : '';
    await eventually('the first copy', async () => ((await store.keys()).includes(folder + name) ? true : undefined), 90_000);
    expect(await store.beginning(folder + name)).toMatch(/^PGDMP/);
    expect(said + (await stack.logs('backup-offsite'))).toContain('"event": "copied"');
    expect(complaintsAboutContainer('backup-offsite', await stack.container('backup-offsite'))).toEqual([]);
  });

  it('deletes there what the rules do not keep, and nothing that is not its own', async () => {
    const old = ['01', '02', '03', '04', '05'].map((day) => `${project}_202001${day}T031500Z.dump`);
    const foreign = [`${folder}note.txt`, `${folder}other_20200101T031500Z.dump`, `elsewhere/${old[0]}`];
    await store.put(...old.map((name) => folder + name), ...foreign);
    const rules = { BACKUP_KEEP_LAST: '2', BACKUP_KEEP_DAILY: '1', BACKUP_KEEP_WEEKLY: '1', BACKUP_KEEP_MONTHLY: '2' };
    well(await offsite(['now'], rules));
    const left = await store.keys();
    expect(left).toEqual(expect.arrayContaining([...foreign, folder + (await newest())]));
    expect(left.filter((key) => key.startsWith(`${folder}${project}_2020`))).toEqual([`${folder}${old[4]}`]);
  });

  it('is encrypted for whoever has the other half of a key, and for nobody here', async () => {
    const pair = `import pyrage; key = pyrage.x25519.Identity.generate(); print(key, key.to_public())`;
    const [identity = '', recipient = ''] = well(await stack.exec('backup-offsite', ['python', '-c', pair])).stdout.trim().split(' ');
    well(await stack.exec('backup', ['backup', 'now']));
    well(await offsite(['now'], { OFFSITE_AGE_RECIPIENT: recipient }));
    const name = `${await newest()}.age`;
    expect(await store.beginning(folder + name)).toBe('age-encryption.org/v1');
    const open = `import io, subprocess, sys, pyrage
whole = subprocess.run(['python', '/offsite.py', 'cat', sys.argv[1]], capture_output=True, check=True).stdout
print(pyrage.decrypt(whole, [pyrage.x25519.Identity.from_str(sys.argv[2])])[:5].decode())`;
    expect(well(await stack.exec('backup-offsite', ['python', '-c', open, name, identity])).stdout).toBe('PGDMP\n');
    const closed = await stack.script('restore', ['--yes', '--from-offsite', name]);
    expect([closed.code, closed.stderr], tell(closed)).toEqual([2, expect.stringContaining('--identity')]);
    await writeFile(stack.file('../key.txt'), `${identity}\n`, { mode: 0o600 });
    well(await sql("UPDATE treasure SET what = 'lost'"));
    well(await stack.script('restore', ['--yes', '--from-offsite', '--identity', '../key.txt', name], { env: { PATH: await pathWithAge() } }));
    expect(well(await sql('TABLE treasure')).stdout).toBe('gold\n');
  });

  it('a wiped host gets its data back from it, and wiping it deletes nothing there', async () => {
    well(await sql("CREATE TABLE last_words AS SELECT 'remember' AS what"));
    well(await stack.exec('backup', ['backup', 'now']));
    const name = await newest();
    well(await offsite(['now']));
    const before = await store.keys();
    await store.leave();
    await stack.mustCompose(['down', '--volumes']);
    await start(stack, running);
    await store.join();
    well(await offsite(['now']));
    expect(await store.keys()).toEqual(before);
    expect((await sql('SELECT * FROM last_words')).code).not.toBe(0);
    expect(well(await stack.script('restore', ['--list'])).stdout).toContain(name);
    const wrong = await stack.script('restore', ['--yes', '--from-offsite', `${project}_20190101T000000Z.dump`]);
    expect([wrong.code, wrong.stderr], tell(wrong)).toEqual([2, expect.stringContaining('cannot be read from the bucket')]);
    well(await stack.script('restore', ['--yes', '--from-offsite', name]));
    expect(well(await sql('TABLE treasure; TABLE last_words')).stdout).toBe('gold\nremember\n');
  });
});
