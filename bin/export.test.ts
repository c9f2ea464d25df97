import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import JSZip from 'jszip';
import { describe, expect, test, vi } from 'vitest';
import { readDotenv } from '../lib/kit/test-dotenv';
import { placeOf } from './test-place';

const place = () => placeOf('export');

// Each run starts a process, and several at once share the machine with everything else.
vi.setConfig({ testTimeout: 60_000 });

describe('the export command', () => {
  test.concurrent('writes the default design into a new folder', async () => {
    const { run, read, at } = await place();
    expect(await run('--out', 'plain')).toEqual({ code: 0, out: expect.stringMatching(/^\d+ files in plain\n$/), error: '' });
    expect(JSON.parse(await read('plain', 'stack.json'))).toMatchObject({ version: 2, project: { name: 'base2', domain: 'localhost' } });
    expect((await stat(at('plain', '.env'))).mode & 0o777).toBe(0o600);
    expect((await stat(at('plain', 'scripts', 'backup'))).mode & 0o777).toBe(0o755);
  });

  test.concurrent('takes a design, settings and secrets', async () => {
    const { run, put, read, secretsIn } = await place();
    const design = await put('shop.json', { version: 1, project: { name: 'shop' }, services: { pgadmin: {} } });
    const secrets = await put('secrets.json', { JWT_SECRET: `a'b"$c\\` });
    const ended = await run(design, '--set', 'services.nginx=true', '--set', 'services.pgadmin=false', '--set', 'services.traefik.httpsPort=8443', '--secrets', secrets, '--out', 'out/shop');
    expect(ended).toMatchObject({ code: 0, error: '' });
    const stack = JSON.parse(await read('out/shop', 'stack.json'));
    expect([stack.project.name, Object.keys(stack.services).includes('nginx'), 'pgadmin' in stack.services]).toEqual(['shop', true, false]);
    expect(await secretsIn('out/shop')).toMatchObject({ JWT_SECRET: `a'b"$c\\`, PUBLIC_ORIGIN: 'https://localhost:8443' });
  });

  test.concurrent('reads back what it wrote', async () => {
    const { run, read, secretsIn } = await place();
    await run('--set', 'project.name=again', '--out', 'first');
    await run('first/stack.json', '--out', 'second');
    expect(await read('second', 'stack.json')).toBe(await read('first', 'stack.json'));
    expect(await read('second', 'local.docker.yml')).toBe(await read('first', 'local.docker.yml'));
    expect((await secretsIn('second'))['JWT_SECRET']).not.toBe((await secretsIn('first'))['JWT_SECRET']);
  });

  test.concurrent('writes a zip with one folder, named after the stack', async () => {
    const { run, at } = await place();
    expect(await run('--set', 'project.name=zipped', '--out', 'z/stack.zip')).toMatchObject({ code: 0, error: '' });
    const zip = await JSZip.loadAsync(await readFile(at('z', 'stack.zip')));
    expect(new Set(Object.keys(zip.files).map((name) => name.split('/')[0]))).toEqual(new Set(['zipped']));
    expect(zip.file('zipped/local.docker.yml')).not.toBeNull();
  });

  test.concurrent('explains itself', async () => {
    const { run } = await place();
    const { code, out } = await run('--help');
    expect([code, out.includes('--set')]).toEqual([0, true]);
  });
});

describe('a wrong call ends with 2, says what is wrong and writes nothing', () => {
  test.concurrent.each([
    ['no target', [], '--out'],
    ['an unknown option', ['--out', 'x', '--nothing'], '--nothing'],
    ['a design that is not there', ['missing.json', '--out', 'x'], 'missing.json'],
    ['a setting of no field', ['--set', 'project.domian=x', '--out', 'x'], 'project.domian'],
    ['a wrong value', ['--set', 'services.traefik.httpPort=99999', '--out', 'x'], 'services.traefik.httpPort'],
    ['a broken rule, for a zip', ['--set', 'tls.mode=le-production', '--out', 'x.zip'], 'tls.email'],
    ['a design that is no JSON', ['half.json', '--out', 'x'], 'half.json'],
    ['a design with an unknown field', ['unknown.json', '--out', 'x'], 'services.api.prot'],
    ['a secret that is no text', ['--secrets', 'number.json', '--out', 'x'], 'JWT_SECRET'],
    ['a secret with a line break', ['--secrets', 'lines.json', '--out', 'x'], 'JWT_SECRET'],
  ])('%s', async (_what, args, named) => {
    const { run, put, names } = await place();
    await put('half.json', '{"version": 1,');
    await put('unknown.json', { version: 1, services: { api: { prot: 1 } } });
    await put('number.json', { JWT_SECRET: 5 });
    await put('lines.json', { JWT_SECRET: 'a\nb' });
    const before = await names();
    const ended = await run(...args);
    expect(ended).toEqual({ code: 2, out: '', error: expect.stringContaining(named) });
    expect(ended.error).not.toContain('    at ');
    expect(await names()).toEqual(before);
  });
});

describe('a folder that is not empty', () => {
  test.concurrent('is left alone without --force', async () => {
    const { run, put, at } = await place();
    await mkdir(at('used'));
    await put('used/notes.txt', 'mine');
    expect(await run('--out', 'used')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('--force') });
    expect(await readdir(at('used'))).toEqual(['notes.txt']);
  });

  test.concurrent('keeps its secrets and what is not generated with --force', async () => {
    const { run, put, read, secretsIn } = await place();
    await run('--set', 'services.django.adminExposure=basic-auth', '--out', 'grown');
    const before = await secretsIn('grown');
    await put('grown/compose.override.yml', 'mine');
    const ended = await run('grown/stack.json', '--set', 'services.nginx=true', '--out', 'grown', '--force');
    const after = await secretsIn('grown');
    expect(ended.code).toBe(0);
    for (const name of ['JWT_SECRET', 'POSTGRES_PASSWORD', 'DJANGO_DATABASE_URL', 'TRAEFIK_USER']) expect(after[name], name).toBe(before[name]);
    expect(after).toHaveProperty('NGINX_PORT');
    expect(readDotenv(await read('grown', '.env.bak'))).toEqual(before);
    expect(await read('grown', 'compose.override.yml')).toBe('mine');
  });

  test.concurrent('S15 keeps what its owner wrote into .env with --force', async () => {
    const { run, put, read, secretsIn } = await place();
    await run('--out', 'owned');
    const changed = (await read('owned', '.env')).replace(/^COMPOSE_FILE=.*$/m, 'COMPOSE_FILE=local.docker.yml:compose.override.yml');
    await put('owned/.env', `${changed}OWN_SETTING='two words $5'\n`);
    await run('--set', 'services.pgadmin=false', '--out', 'owned', '--force');
    const after = await secretsIn('owned');
    expect(after).toMatchObject({ COMPOSE_FILE: 'local.docker.yml:compose.override.yml', OWN_SETTING: 'two words $5' });
    expect(Object.keys(after).filter((name) => name.startsWith('PGADMIN_'))).toEqual([]);
  });

  test.concurrent('gets a new hash for a new password with --force', async () => {
    const { run, put, secretsIn } = await place();
    const exposed = ['--set', 'services.django.adminExposure=basic-auth', '--out', 'hashed'];
    await run(...exposed);
    const before = await secretsIn('hashed');
    await run(...exposed, '--force', '--secrets', await put('password.json', { TRAEFIK_PASSWORD: 'another one' }));
    expect((await secretsIn('hashed'))['TRAEFIK_USER']).not.toBe(before['TRAEFIK_USER']);
  });

  test.concurrent('may have a .env that was never filled in', async () => {
    const { run, read, at, secretsIn } = await place();
    await run('--out', 'unfilled');
    await writeFile(at('unfilled', '.env'), await read('unfilled', '.env.example'));
    expect(await run('--out', 'unfilled', '--force')).toMatchObject({ code: 0, error: '' });
    expect((await secretsIn('unfilled'))['JWT_SECRET']).toMatch(/^\w{64}$/);
  });

  test.concurrent('has its zip kept without --force', async () => {
    const { run, put, read } = await place();
    await put('kept.zip', 'mine');
    expect(await run('--out', 'kept.zip')).toMatchObject({ code: 2, error: expect.stringContaining('--force') });
    expect(await read('kept.zip')).toBe('mine');
  });
});
