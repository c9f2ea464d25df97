import { readdir } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import { placeOf } from './test-place';

vi.setConfig({ testTimeout: 120_000 });

/** A repository that was exported and committed. */
async function repository() {
  const place = await placeOf();
  await place.run('export', '--out', 'mine');
  const git = async (...args: string[]) => {
    const ended = await place.call('git', '-C', 'mine', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args);
    if (ended.code !== 0) throw new Error(ended.error);
    return ended.out;
  };
  await git('init', '--quiet');
  const commit = async () => {
    await git('add', '-A');
    await git('commit', '--quiet', '--allow-empty', '-m', 'Work');
  };
  await commit();
  return { ...place, git, commit };
}

describe('upgrade', () => {
  test('says what would change and writes nothing, until it is told to', async () => {
    const { run, git } = await repository();
    expect(await run('upgrade', 'mine')).toMatchObject({ code: 0, out: 'Nothing to upgrade.\n' });
    const dry = await run('upgrade', 'mine', '--set', 'services.nginx=true');
    expect(dry).toMatchObject({ code: 1, error: '', out: expect.stringMatching(/ {2}local\.docker\.yml {2}updated\n {2}nginx\/nginx\.conf {2}new\n[^]*new: NGINX_VERSION, NGINX_PORT\n[^]*--apply/) });
    expect(await git('status', '--porcelain')).toBe('');
    expect(await run('upgrade', 'mine', '--set', 'services.nginx=true', '--apply')).toMatchObject({ code: 0, error: '' });
    expect(await run('diff', 'mine')).toMatchObject({ code: 0 });
    expect(await git('status', '--porcelain')).toContain('nginx/');
  });

  test('keeps what its owner has done in generated files, and marks where both sides changed a line', async () => {
    const { run, read, put, git, commit } = await repository();
    const compose = await read('mine', 'local.docker.yml');
    await put('mine/local.docker.yml', `${compose}# my own line\n`);
    await put('mine/notes.txt', 'mine');
    await commit();
    expect(await run('upgrade', 'mine', '--set', 'services.nginx=true', '--apply')).toMatchObject({ code: 0, out: expect.stringContaining('local.docker.yml  merged') });
    expect(await read('mine', 'local.docker.yml')).toMatch(/\n {2}nginx:\n[^]*# my own line\n$/);
    expect(await read('mine', 'notes.txt')).toBe('mine');
    await commit();
    const example = await read('mine', '.env.example');
    await put('mine/.env.example', example.replace(/^FASTAPI_WORKERS=.*$/m, 'FASTAPI_WORKERS=7'));
    await commit();
    expect(await run('upgrade', 'mine', '--set', 'services.api.workers=5', '--apply')).toMatchObject({ code: 1, out: expect.stringContaining('.env.example  1 conflict, marked in the file') });
    expect(await read('mine', '.env.example')).toMatch(/<<<<<<< yours\nFASTAPI_WORKERS=7\n[^]*FASTAPI_WORKERS=5\n>>>>>>>/);
    expect(await git('diff', '--name-only')).toContain('.env.example');
  });

  test('touches no folder that could not be taken back', async () => {
    const { run, put, at } = await repository();
    await put('mine/local.docker.yml', 'changed');
    expect(await run('upgrade', 'mine', '--set', 'services.nginx=true', '--apply')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('local.docker.yml') });
    await run('export', '--out', 'plain');
    const before = await readdir(at('plain'));
    expect(await run('upgrade', 'plain', '--apply')).toMatchObject({ code: 2, error: expect.stringContaining('git init') });
    expect(await readdir(at('plain'))).toEqual(before);
    expect(await run('upgrade', 'nowhere')).toMatchObject({ code: 2, error: expect.stringContaining('nowhere') });
    expect(await run('upgrade')).toMatchObject({ code: 2 });
  });
});
