import { access, rm } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import { EarlierExport } from './test-earlier';
import { placeOf } from './test-place';

vi.setConfig({ testTimeout: 120_000 });

type Edit = (text: string) => string;

/** Changes one place of a text. @throws Error when it is not there exactly once. */
function replaced(what: string, by: string): Edit {
  return (text) => {
    if (text.split(what).length !== 2) throw new Error(`not once: ${what}`);
    return text.replace(what, () => by);
  };
}

/** What the owners did in generated files, away from what the generator changed since. */
const edits: Readonly<Record<string, Edit>> = {
  'README.md': (text) => `${text}\n## Our team\n\nAsk Ada before you deploy.\n`,
  'local.docker.yml': replaced(' mem_limit: 1024m\n', ' mem_limit: 768m # our host is small\n'),
  'api/main.py': (text) => `# Ours: read doc/handbook.txt first.\n${text}`,
  'api/app/services/django.py': replaced('READ_SECONDS = 8', 'READ_SECONDS = 20'),
  'traefik/traefik.yml': (text) => `${text}# our own line\n`,
};

const OWN = { 'api/app/own.py': 'MINE = 1\n', 'notes.txt': 'Ours.\n' };

/** A line that the generator changed since, and that its owners changed too. */
const CONTESTED = 'api/app/services/django.py';
const contest = replaced('max_keepalive_connections=10', 'max_keepalive_connections=99');

/** A repository that began with an earlier export, and that people have worked in. */
async function workedOn(commit: '45e90bc' | '55096c3', { contested = false, edited = edits } = {}) {
  const [place, earlier] = [await placeOf(), new EarlierExport(commit)];
  await earlier.writeTo(place.at('mine'));
  await place.put('last.zip', earlier.zip());
  const git = async (...args: string[]) => {
    const ended = await place.call('git', '-C', 'mine', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args);
    if (ended.code !== 0) throw new Error(`${ended.out}${ended.error}`);
    return ended.out;
  };
  const commitAll = async (message: string) => {
    await git('add', '-A');
    await git('commit', '--quiet', '-m', message);
  };
  await git('init', '--quiet');
  await commitAll('As exported');
  for (const [name, edit] of Object.entries(edited)) await place.put(`mine/${name}`, edit(earlier.text(name)));
  if (contested) await place.put(`mine/${CONTESTED}`, contest(await place.read('mine', CONTESTED)));
  for (const [name, text] of Object.entries(OWN)) await place.put(`mine/${name}`, text);
  await place.put('mine/.env', `${earlier.text('.env')}OUR_OWN=1\n`);
  await commitAll('Work of a year');
  const changed = async () => (await git('status', '--porcelain', '--untracked-files=all')).split('\n').filter(Boolean).map((line) => line.slice(3)).sort();
  return { ...place, earlier, git, commitAll, changed };
}

/** The design of then as this version exports it into a new folder: what was generated, and nothing of the owners'. */
async function today({ run, read, at, call }: Awaited<ReturnType<typeof workedOn>>) {
  expect(await run('export', 'mine', '--out', 'today')).toMatchObject({ code: 0 });
  const { out } = await call('find', 'today', '-type', 'f', '-printf', '%P\n');
  const names = out.trim().split('\n').filter((name) => name !== '.env' && !name.startsWith('secrets/')).sort();
  return { names, text: (name: string) => read('today', name), has: (name: string) => access(at('today', name)).then(() => true, () => false) };
}

/** What git should show after an upgrade: each file whose generated text differs between then and now. */
async function generatedChanges({ earlier }: Awaited<ReturnType<typeof workedOn>>, now: Awaited<ReturnType<typeof today>>): Promise<string[]> {
  const before = new Map(earlier.files.filter(({ path }) => path !== '.env').map(({ path, text }) => [path, text]));
  const gone = [...before.keys()].filter((name) => !now.names.includes(name));
  const other = await Promise.all(now.names.map(async (name) => (before.get(name) === (await now.text(name)) ? [] : [name])));
  return [...gone, ...other.flat()].sort();
}

const kinds = [
  { from: 'before there was a list of what was generated, by its zip', commit: '45e90bc', call: ['--from', 'last.zip'], least: 100 },
  { from: 'with its own list', commit: '55096c3', call: [], least: 8 },
] as const;

describe.each(kinds)('a repository exported by an earlier generator, $from', ({ commit, call, least }) => {
  test('is told what would come, and nothing is written', async () => {
    const repository = await workedOn(commit);
    const dry = await repository.run('upgrade', 'mine', ...call);
    expect(dry).toMatchObject({ code: 1, error: '', out: expect.stringContaining('--apply') });
    expect(dry.out).toMatch(/ {2}api\/main\.py {2}merged\n[^]* {2}api\/tests\/test_draining\.py {2}new\n/);
    expect(dry.out).not.toContain('conflict');
    expect(await repository.changed()).toEqual([]);
  });

  test.each(['upgrade --apply', 'a patch'])('gets what is generated now, keeps what its owners did, and no other file changes: by %s', async (way) => {
    const repository = await workedOn(commit);
    const { run, read, put, git, commitAll, changed, secretsIn } = repository;
    const [now, secrets] = [await today(repository), await secretsIn('mine')];
    if (way === 'a patch') {
      const made = await run('upgrade', 'mine', ...call, '--patch');
      expect(made.error).toMatch(/^Not in the patch:\n[^]*\.env/);
      await put('up.patch', made.out);
      expect(await changed()).toEqual([]);
      await git('apply', '-3', '--whitespace=nowarn', '../up.patch');
      await git('reset', '--quiet');
    } else {
      expect(await run('upgrade', 'mine', ...call, '--apply')).toMatchObject({ code: 0, error: '' });
    }
    const expected = await generatedChanges(repository, now);
    expect(expected.length).toBeGreaterThanOrEqual(least);
    expect(await changed()).toEqual(expected);
    for (const name of expected) {
      const edit = edits[name] ?? ((text: string) => text);
      if (await now.has(name)) expect(await read('mine', name), name).toBe(edit(await now.text(name)));
    }
    for (const [name, text] of Object.entries(OWN)) expect(await read('mine', name)).toBe(text);
    expect(await secretsIn('mine')).toMatchObject(secrets);
    await commitAll('Upgrade');
    // A patch cannot bring what git does not see.
    if (way === 'a patch') expect(await run('upgrade', 'mine', '--apply')).toMatchObject({ code: 0, out: expect.not.stringContaining('Files\n') });
    expect(await run('upgrade', 'mine')).toMatchObject({ code: 0, out: 'Nothing to upgrade.\n' });
    expect(await secretsIn('mine')).toMatchObject({ ...secrets, OUR_OWN: '1' });
  });

  test.each(['upgrade --apply', 'a patch'])('has a mark only where both sides changed a line: by %s', async (way) => {
    const { run, read, put, git, call: other } = await workedOn(commit, { contested: true });
    if (way === 'a patch') {
      await put('up.patch', (await run('upgrade', 'mine', ...call, '--patch')).out);
      await expect(git('apply', '-3', '--whitespace=nowarn', '../up.patch')).rejects.toThrow(`U ${CONTESTED}`);
    } else {
      expect(await run('upgrade', 'mine', ...call, '--apply')).toMatchObject({ code: 1, out: expect.stringContaining(`${CONTESTED}  1 conflict, marked in the file`) });
    }
    expect((await other('git', '-C', 'mine', 'grep', '--files-with-matches', '--untracked', '^<<<<<<< ')).out).toBe(`${CONTESTED}\n`);
    const text = await read('mine', CONTESTED);
    expect(text.match(/^<{7} /gm)).toHaveLength(1);
    expect(text).toMatch(/^<{7} [^]*max_keepalive_connections=99[^]*^={7}$[^]*^>{7} /m);
    expect(text).toContain('FreshForWrites(*pools)');
    expect(text).toContain('READ_SECONDS = 20');
  });

  test('leaves removed what its owners removed', async () => {
    const { run, at, git, changed, put } = await workedOn(commit);
    await rm(at('mine/api/tests/test_upstream.py'));
    await git('commit', '--quiet', '-am', 'Not ours');
    const made = await run('upgrade', 'mine', ...call, '--patch');
    expect(made.error).toContain('api/tests/test_upstream.py  left as it is: removed by you');
    await put('up.patch', made.out);
    await git('apply', '-3', '--check', '../up.patch');
    expect((await run('upgrade', 'mine', ...call, '--apply')).code).toBe(0);
    expect(await changed()).not.toContain('api/tests/test_upstream.py');
  });
});

test('without a list and without the zip nothing is guessed', async () => {
  const { run, changed } = await workedOn('45e90bc');
  expect(await run('upgrade', 'mine', '--apply')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('Name the zip that it came from with --from') });
  expect(await changed()).toEqual([]);
});

test('a patch is for its owner to apply', async () => {
  const { run } = await placeOf();
  expect(await run('upgrade', '.', '--patch', '--apply')).toMatchObject({ code: 2, error: expect.stringContaining('Either --apply or --patch') });
});
