import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { must, tell } from '../support/run';
import type { Stack } from '../support/stack';

const design = designOf('develop-deploy', 27_400, { 'services.pgadmin': 'false' });
let stack: Stack;
let author: string;

const git = (folder: string, ...args: string[]) => must('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-C', folder, ...args]);
const head = async (folder = stack.dir) => (await git(folder, 'rev-parse', 'HEAD')).stdout.trim();
const deploy = (...args: string[]) => stack.script('deploy', args, { timeoutMs: 900_000 });

/** Somebody else changes a file and pushes. */
async function push(name: string, from: string, to: string): Promise<string> {
  const file = path.join(author, name);
  const text = await readFile(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  await writeFile(file, text.replace(from, () => to));
  await git(author, 'commit', '-qam', `Change ${name}`);
  await git(author, 'push', '-q', 'origin', 'main');
  return head(author);
}

/** The words in the header of the page that is served. */
async function pageHas(words: string): Promise<boolean> {
  const page = await stack.https().get('/');
  const scripts = [...page.body.matchAll(/src="(\/assets\/[^"]+\.js)"/g)].map(([, src = '']) => src);
  const texts = await Promise.all(scripts.map(async (src) => (await stack.https().get(src)).body));
  return texts.some((text) => text.includes(words));
}

beforeAll(async () => {
  stack = await exported(design);
  const bare = path.join(path.dirname(stack.dir), 'origin.git');
  author = path.join(path.dirname(stack.dir), 'author');
  await git(stack.dir, 'init', '-q', '-b', 'main');
  await git(stack.dir, 'add', '-A');
  await git(stack.dir, 'commit', '-qm', 'As exported');
  await must('git', ['clone', '-q', '--bare', stack.dir, bare]);
  await must('git', ['clone', '-q', bare, author]);
  await git(stack.dir, 'remote', 'add', 'origin', bare);
  await git(stack.dir, 'fetch', '-q');
  await git(stack.dir, 'branch', '-q', '-u', 'origin/main');
  await start(stack);
}, 1_800_000);
afterAll(() => remove(stack));

describe('scripts/deploy', () => {
  it('keeps secrets out of the repository', async () => {
    const files = (await git(stack.dir, 'ls-files')).stdout.split('\n');
    expect(files).toContain('.env.example');
    expect(files).not.toContain('.env');
  });

  it('does nothing when there is nothing new', async () => {
    const outcome = await deploy();
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(outcome.stdout).toContain('Nothing new');
  });

  it('refuses while files of the repository are changed here, and what is no commit', async () => {
    await writeFile(stack.file('README.md'), 'changed');
    expect((await deploy()).code).toBe(2);
    await git(stack.dir, 'restore', '.');
    expect((await deploy('--to', 'no-such-tag')).code).toBe(2);
    expect((await deploy('--rollback')).stderr).toContain('no deploy here that could be undone');
  });

  it('refuses while the maintenance page is on, since nothing could be tested afterwards', async () => {
    expect((await stack.script('maintenance', ['on'])).code).toBe(0);
    const outcome = await deploy();
    expect([outcome.code, outcome.stderr], tell(outcome)).toEqual([2, expect.stringContaining('maintenance is on')]);
    expect((await stack.script('maintenance', ['off'])).code).toBe(0);
  });

  it('brings the newest commit, after a backup', async () => {
    const wanted = await push('react-app/src/components/header.tsx', '<span>Base2</span>', '<span>Second edition</span>');
    const outcome = await deploy();
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(outcome.stdout).toMatch(/Back up[\s\S]*Build[\s\S]*Smoke test[\s\S]*Deployed:/);
    expect(await head()).toBe(wanted);
    expect(await pageHas('Second edition')).toBe(true);
  });

  it('changes no container when an image cannot be built', async () => {
    const before = await head();
    const started = (await stack.container('api')).Name + JSON.stringify((await stack.containers()).size);
    await push('api/app/models/health.py', 'from typing', 'def broken(:\nfrom typing');
    const outcome = await deploy('--no-backup');
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(outcome.stderr).toContain('nothing was changed on this server');
    expect(await head()).toBe(before);
    expect((await stack.container('api')).Name + JSON.stringify((await stack.containers()).size)).toBe(started);
    await push('api/app/models/health.py', 'def broken(:\nfrom typing', 'from typing');
  });

  it('goes back by itself when the new commit does not start', async () => {
    const before = await head();
    await push('api/app/application.py', 'import os\n', 'import os\n\nraise SystemExit(3)\n');
    const outcome = await deploy('--no-backup');
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(outcome.stderr).toContain('the former commit runs again');
    expect(await head()).toBe(before);
    expect((await stack.https().get('/api/health')).status).toBe(200);
    expect((await git(stack.dir, 'status', '--porcelain')).stdout).toBe('');
  });

  it('goes back to the commit before the last deploy when asked', async () => {
    const outcome = await deploy('--rollback', '--no-backup');
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(await pageHas('Second edition')).toBe(false);
    expect((await stack.https().get('/api/health')).status).toBe(200);
  });

  it('one at a time', async () => {
    await push('api/app/application.py', 'import os\n\nraise SystemExit(3)\n', 'import os\n');
    await must('mkdir', [stack.file('.git/deploying')]);
    const outcome = await deploy('--to', 'origin/main');
    expect(outcome.code, tell(outcome)).toBe(2);
    expect(outcome.stderr).toContain('another deploy is at work');
  });
});
