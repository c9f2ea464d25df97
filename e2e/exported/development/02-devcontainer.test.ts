import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, setLine } from '../data/booting';
import { provideImages } from '../support/images';
import { step } from '../support/install';
import { must, run, tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';

/** The program that editors open such a folder with: https://github.com/devcontainers/cli */
const VERSION = '0.89.0';
const cli = path.join(os.tmpdir(), `base2-devcontainers-cli-${VERSION}`);
const FILES = 'local.docker.yml:development.docker.yml:.devcontainer/compose.yml';

const design = designOf('develop-container', 27_300, { 'services.pgadmin': 'false' });
let stack: Stack;

const devcontainer = (command: string, ...args: string[]): Promise<Outcome> =>
  run(process.execPath, [path.join(cli, 'node_modules/@devcontainers/cli/devcontainer.js'), command, '--workspace-folder', stack.dir, ...args], { cwd: stack.dir, timeoutMs: 900_000 });

/** What a person types in the terminal of the editor. */
async function inside(line: string): Promise<string> {
  const outcome = await devcontainer('exec', 'bash', '-c', line);
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome.stdout;
}

beforeAll(async () => {
  if (!existsSync(path.join(cli, 'node_modules'))) await step(`@devcontainers/cli ${VERSION}`, 'npm', ['install', '--prefix', cli, '--no-audit', '--no-fund', '--save-exact', `@devcontainers/cli@${VERSION}`]);
  stack = await exported(design);
  await setLine(stack, 'COMPOSE_FILE', FILES);
  await provideImages(stack);
  for (const [name, port] of [['API', 27_310], ['DJANGO', 27_311], ['POSTGRES', 27_312]] as const) await setLine(stack, `DEVELOPMENT_${name}_PORT`, String(port));
  await must('git', ['init', '--quiet', stack.dir]);
  // The editor's user has uid 1000, as the first person of a machine; whoever tests as root gives them the folder.
  if (process.getuid?.() === 0) await must('chown', ['-R', '1000:1000', stack.dir]);
}, 900_000);
afterAll(async () => {
  await must('docker', ['compose', '--project-name', design.project, ...FILES.split(':').flatMap((file) => ['-f', file]), 'down', '--volumes', '--rmi', 'local', '--timeout', '5'], { cwd: stack.dir });
  await remove(stack);
});

describe('the devcontainer', () => {
  it('opens: the stack for development starts, and beside it a container with the tools', async () => {
    const opened = await devcontainer('up');
    expect(opened.code, tell(opened)).toBe(0);
    expect(JSON.parse(opened.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ outcome: 'success', remoteUser: 'developer', remoteWorkspaceFolder: '/workspace' });
  });

  it('is nobody of power, and sees the repository', async () => {
    expect(await inside('id -u; pwd')).toBe('1000\n/workspace\n');
    expect(await inside('grep CapEff /proc/self/status')).toMatch(/\t0+\n/);
  });

  it('reaches the services by their names', async () => {
    const ask = (url: string) => `python -c "import urllib.request as r; print(r.urlopen('${url}').status)"`;
    expect(await inside(ask('http://api:8000/health'))).toBe('200\n');
    expect(await inside(ask('http://django:8001/healthz'))).toBe('200\n');
  });

  it('has installed what the linters and tests need, and they pass', async () => {
    expect(await inside('scripts/lint api django react-app 2>&1')).toContain('react-app: nothing found');
    expect(await inside('cd api && .venv/bin/python -m pytest -q --no-cov 2>&1')).toMatch(/\d+ passed/);
  });
});
