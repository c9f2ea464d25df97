import { readdir, rename, rm, symlink } from 'node:fs/promises';
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

  test('names the values of .env that become those of the design again, and no value', async () => {
    const { run, read, put } = await repository();
    const mine = (await read('mine', '.env')).replace(/^JWT_EXPIRE=.*$/m, 'JWT_EXPIRE=3d').replace(/^DEVELOPMENT_API_PORT=.*$/m, 'DEVELOPMENT_API_PORT=8123');
    await put('mine/.env', mine);
    const { out } = await run('upgrade', 'mine', '--apply');
    expect(out).toMatch(/^On this machine only\n {2}\.env\n {4}set to what the design says: JWT_EXPIRE\n/);
    expect(await read('mine', '.env')).toMatch(/\nDEVELOPMENT_API_PORT=8123\n/);
    expect(await read('mine', '.env.bak')).toBe(mine);
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

  test('knows what was generated in between, where the tree has only the merge of it', async () => {
    const { run, read, put, git, commit } = await repository();
    await put('mine/README.md', `${await read('mine', 'README.md')}\nOur own notes.\n`);
    await commit();
    await run('upgrade', 'mine', '--set', 'services.postgres.port=6543', '--apply');
    await commit();
    await git('gc', '--quiet', '--prune=now');
    expect(await run('upgrade', 'mine', '--set', 'services.postgres.port=7654', '--apply')).toMatchObject({ code: 0, out: expect.stringContaining('README.md  merged') });
    const readme = await read('mine', 'README.md');
    expect(readme).toContain('Our own notes.');
    expect(readme).not.toMatch(/6543|<{7}/);
  });

  test('keeps every secret, and the old .env beside the new one', async () => {
    const { run, read, secretsIn } = await repository();
    const [before, old] = [await secretsIn('mine'), await read('mine', '.env')];
    await run('upgrade', 'mine', '--set', 'services.postgres.port=6543', '--apply');
    const after = await secretsIn('mine');
    for (const name of Object.keys(before).filter((each) => /PASSWORD|SECRET|TOKEN/.test(each))) expect(after[name], name).toBe(before[name]);
    expect(await read('mine', '.env.bak')).toBe(old);
  });

  test('leaves removed what was removed, and says so', async () => {
    const { run, at, commit } = await repository();
    await rm(at('mine/pgadmin/servers.json'));
    await commit();
    const { out } = await run('upgrade', 'mine', '--set', 'services.postgres.port=6543', '--apply');
    expect(out).toContain('pgadmin/servers.json  left as it is: removed by you');
    expect(await readdir(at('mine/pgadmin'))).not.toContain('servers.json');
  });

  test('asks for the zip of an export from before upgrades were known, and goes by it', async () => {
    const { run, read, put, at, commit } = await repository();
    await run('export', 'mine', '--out', 'old.zip');
    await rm(at('mine/.base2'), { recursive: true });
    await put('mine/README.md', `${await read('mine', 'README.md')}\nOur own notes.\n`);
    await commit();
    expect(await run('upgrade', 'mine')).toMatchObject({ code: 2, error: expect.stringContaining('--from') });
    await put('broken.zip', 'no zip');
    expect(await run('upgrade', 'mine', '--from', 'broken.zip')).toMatchObject({ code: 2, error: expect.stringContaining('broken.zip: This is no zip') });
    expect(await run('upgrade', 'mine', '--from', 'old.zip', '--set', 'services.postgres.port=6543', '--apply')).toMatchObject({ code: 0 });
    expect(await read('mine', 'README.md')).toMatch(/6543[^]*Our own notes/);
  });

  test('writes nothing through a link to somewhere else', async () => {
    const { run, at, commit } = await repository();
    await rename(at('mine/pgadmin'), at('outside'));
    await symlink(at('outside'), at('mine/pgadmin'));
    await commit();
    const before = await readdir(at('outside'));
    const { code, error } = await run('upgrade', 'mine', '--set', 'services.postgres.port=6543', '--apply');
    expect({ code, error }).toMatchObject({ code: 2, error: expect.stringContaining('lies behind a link') });
    expect(await readdir(at('outside'))).toEqual(before);
  });
});
