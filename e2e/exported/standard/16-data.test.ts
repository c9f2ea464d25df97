import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectStatus, logIn, register, sessionCookie } from '../support/expecting';
import { whenRouted } from '../support/routed';
import { tell } from '../support/run';
import { removeSources } from '../support/source';

const { stack } = booted('standard');

const answers = () => whenRouted(stack);

async function up() {
  const outcome = await stack.mustCompose(['up', '-d', '--wait', '--wait-timeout', '180']);
  await answers();
  return outcome;
}

beforeEach(answers);

describe('S10 Data survives', () => {
  it('down and up: people, and sessions that were open', async () => {
    const client = stack.https();
    const person = await register(client);
    const { name, value } = sessionCookie(await logIn(client, person));
    await removeSources(stack);
    await stack.mustCompose(['down']);
    expect((await stack.containers()).size).toBe(0);
    const again = await up();
    expect(again.stderr.split('\n').filter((line) => /warn/i.test(line))).toEqual([]);
    expectStatus(await logIn(stack.https(), person), 200);
    expectStatus(await stack.https().get('/api/users/me', { headers: { cookie: `${name}=${value}` } }), 200);
  });

  it('a second `up` changes nothing', async () => {
    const ids = async () => [...(await stack.containers())].map(([service, { State, Name }]) => `${service} ${Name} ${(State as unknown as { StartedAt: string }).StartedAt}`).filter((line) => !/^(django-migrate|traefik-certificates) /.test(line));
    const before = await ids();
    await up();
    expect(await ids()).toEqual(before);
  });

  it('migrations ran once, by the one-shot, before Django served', async () => {
    const [migrate, django] = await Promise.all([stack.container('django-migrate'), stack.container('django')]);
    const times = (container: typeof migrate) => container.State as unknown as { StartedAt: string; FinishedAt: string };
    expect(migrate.State.ExitCode).toBe(0);
    expect(Date.parse(times(migrate).FinishedAt)).toBeGreaterThan(0);
    const plan = await stack.exec('django', ['python', 'manage.py', 'migrate', '--check']);
    expect(plan.code, tell(plan)).toBe(0);
    expect(await stack.logs('django')).not.toMatch(/Applying /);
    expect(django.State.Status).toBe('running');
  });
});

describe('S10 A password that was changed in .env after the first start', () => {
  it('is explained in the log, and scripts/rotate-password --sync mends it', async () => {
    const person = await register(stack.https());
    const old = (await stack.environment()).DJANGO_DB_PASSWORD ?? '';
    const fresh = `New${randomBytes(16).toString('hex')}`;
    const text = await stack.read('.env');
    await writeFile(stack.file('.env'), text.replaceAll(old, fresh));

    const broken = await stack.compose(['up', '-d', '--wait', '--wait-timeout', '120']);
    expect(broken.code, 'up cannot succeed with a password that the database does not know').not.toBe(0);
    expect(`${await stack.logs('django-migrate')}${broken.stderr}`).toMatch(/rotate-password/);

    const synced = await stack.script('rotate-password', ['--sync']);
    expect(synced.code, tell(synced)).toBe(0);
    await up();
    expectStatus(await logIn(stack.https(), person), 200);
    expect((await stack.environment()).DJANGO_DB_PASSWORD).toBe(fresh);
  });

  it('scripts/rotate-password takes a new one with awkward characters everywhere', async () => {
    const person = await register(stack.https());
    const fresh = `N3w $HOME \${X} #'"\\ @:/%41 ${randomBytes(4).toString('hex')}`;
    const rotated = await stack.script('rotate-password', ['--stdin', 'django'], { input: `${fresh}\n` });
    expect(rotated.code, tell(rotated)).toBe(0);
    await answers();
    expect((await stack.environment()).DJANGO_DB_PASSWORD).toBe(fresh);
    expectStatus(await logIn(stack.https(), person), 200);
    expect(rotated.stdout + rotated.stderr).not.toContain(fresh);
  });
});

describe('17 Backup and restore', () => {
  it('what came after the backup is gone after the restore, what was there before is back', async () => {
    const before = await register(stack.https());
    const saved = await stack.script('backup', []);
    expect(saved.code, tell(saved)).toBe(0);
    const [file = ''] = (await readdir(stack.file('backups'))).filter((name) => name.endsWith('.dump'));
    expect((await stat(stack.file(`backups/${file}`))).mode & 0o077, 'nobody else may read it').toBe(0);
    expect((await readFile(stack.file(`backups/${file}`))).subarray(0, 5).toString()).toBe('PGDMP');

    const after = await register(stack.https());
    const restored = await stack.script('restore', ['--yes', '--latest']);
    expect(restored.code, tell(restored)).toBe(0);
    await answers();
    expectStatus(await logIn(stack.https(), before), 200);
    expectJsonError(await logIn(stack.https(), after), 401);
  });

  it('a file that is no backup is refused and changes nothing', async () => {
    const person = await register(stack.https());
    await writeFile(stack.file('backups/broken.dump'), 'PGDMP nonsense');
    const refused = await stack.script('restore', ['--yes', 'backups/broken.dump']);
    expect(refused.code, tell(refused)).not.toBe(0);
    expectStatus(await logIn(stack.https(), person), 200);
  });
});
