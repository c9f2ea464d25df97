import { cp, rm, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { designs } from '../designs';
import { booted } from '../support/booted';
import { expectStatus, logIn, register } from '../support/expecting';
import { eventually, run, tell } from '../support/run';
import { Stack } from '../support/stack';

const { stack, boot } = booted('socketless');
const { secrets } = designs.socketless;
const answers = () => eventually('the API to answer', async () => ((await stack.https().get('/api/health')).status === 200 ? true : undefined), 60_000);

describe('12 Secrets in files', () => {
  it('are for the owner of the stack alone on the host', async () => {
    expect((await stat(stack.file('secrets'))).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['api', 'JWT_SECRET'],
    ['postgres', 'DJANGO_DB_PASSWORD'],
    ['django', 'DJANGO_DB_PASSWORD'],
    ['postgres', 'POSTGRES_PASSWORD'],
  ])('%s gets %s as it is, and whatever its characters', async (service, name) => {
    const inside = await stack.exec(service, ['cat', `/run/secrets/${name}`]);
    expect(inside.stdout, tell(inside)).toBe(`${secrets[name]}\n`);
  });

  it('are in no environment, no log and no line of .env', async () => {
    const everywhere = [...(await stack.containers())].map(([service, { Config }]) => [`environment of ${service}`, Config.Env.join('\n')] as const);
    const places = [...everywhere, ...Object.entries(boot.logs), ['.env', await stack.read('.env')] as const];
    const leaks = places.flatMap(([place, text]) => Object.entries(secrets).filter(([, value]) => text.includes(value)).map(([name]) => `${place}: ${name}`));
    expect(leaks).toEqual([]);
  });

  it('reach only those that need them', async () => {
    const seen = Object.fromEntries([...(await stack.containers())].map(([service, { Mounts }]) => [service, Mounts.map(({ Destination }) => Destination).filter((at) => at.startsWith('/run/secrets/')).map((at) => at.slice(13)).sort()]));
    expect(seen).toMatchObject({
      'react-app': [],
      traefik: ['TRAEFIK_USER'],
      api: ['API_DB_PASSWORD', 'INTERNAL_API_TOKEN', 'JWT_SECRET'],
      postgres: ['API_DB_PASSWORD', 'DJANGO_DB_PASSWORD', 'POSTGRES_PASSWORD'],
    });
    expect(seen['django']).not.toContain('POSTGRES_PASSWORD');
  });

  it('pass the stack’s own audit, which fails when others can look into the folder', async () => {
    const audit = await stack.script('security-audit');
    expect(audit.code, tell(audit)).toBe(0);
    await run('chmod', ['755', stack.file('secrets')]);
    const open = await stack.script('security-audit');
    await run('chmod', ['700', stack.file('secrets')]);
    expect(open.code, tell(open)).toBe(1);
    expect(open.stdout).toContain('secrets can be read or written by others');
  });

  it('scripts/rotate-password changes the file and the database', async () => {
    const person = await register(stack.https());
    const rotated = await stack.script('rotate-password', ['all']);
    expect(rotated.code, tell(rotated)).toBe(0);
    expect(await stack.read('secrets/DJANGO_DB_PASSWORD')).not.toBe(`${secrets.DJANGO_DB_PASSWORD}\n`);
    await answers();
    expectStatus(await logIn(stack.https(), person), 200);
  });

  it('scripts/init-env makes them for a fresh clone', async () => {
    const clone = new Stack(stack.design, `${stack.dir}-clone`);
    await cp(stack.dir, clone.dir, { recursive: true });
    await rm(clone.file('.env'));
    await rm(clone.file('secrets'), { recursive: true });
    const made = await clone.script('init-env');
    expect(made.code, tell(made)).toBe(0);
    expect((await stat(clone.file('secrets'))).mode & 0o777).toBe(0o700);
    const values = await Promise.all(['JWT_SECRET', 'DJANGO_DB_PASSWORD', 'API_DB_PASSWORD'].map((name) => clone.read(`secrets/${name}`)));
    for (const value of values) expect(value).toMatch(/^[0-9a-f]{64}\n$/);
    expect(new Set(values).size).toBe(values.length);
    const config = await clone.compose(['config', '-q']);
    expect([config.code, config.stderr], tell(config)).toEqual([0, '']);
    await rm(clone.dir, { recursive: true });
  });
});
