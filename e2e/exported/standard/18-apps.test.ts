import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { pulledImages } from '../support/images';
import { run, tell } from '../support/run';

const { stack } = booted('standard');
let scratch = '';
let images: string[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'base2-apps-'));
  images = await pulledImages(stack);
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/**
 * Runs commands on a pristine copy of an application inside its own base image, as build steps: they reach the
 * package registries where builds do, and what has not changed is not done again.
 */
async function inBuild(app: string, image: string, install: string[], checks: string[]) {
  const copy = path.join(scratch, app);
  await cp(stack.file(app), copy, { recursive: true });
  for (const name of await readdir(copy)) if (name.endsWith('.dockerignore') || name === '.dockerignore') await rm(path.join(copy, name));
  const dockerfile = [`FROM ${image}`, 'WORKDIR /work', ...install, 'COPY . .', ...checks.map((check) => `RUN ${check}`)].join('\n');
  return run('docker', ['build', '--progress', 'plain', '--file', '-', '--output', 'type=cacheonly', copy], { input: dockerfile, timeoutMs: 1_200_000 });
}

const base = (name: string) => {
  const found = images.find((image) => image.startsWith(`${name}:`));
  if (!found) throw new Error(`the export has no image of ${name}: ${images.join(' ')}`);
  return found;
};

const python = ['COPY requirements*.txt ./', 'RUN python -m venv /venv && /venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt', 'ENV PATH=/venv/bin:$PATH'];

describe('S16 The exported applications’ own tests and linters pass as exported', () => {
  it('api', async () => {
    const outcome = await inBuild('api', base('python'), python, ['python -m pytest -q', 'ruff check . && ruff format --check .']);
    expect(outcome.code, tell(outcome)).toBe(0);
  }, 1_200_000);

  it('django', async () => {
    const outcome = await inBuild('django', base('python'), python, ['python -m pytest -q', 'ruff check . && ruff format --check .']);
    expect(outcome.code, tell(outcome)).toBe(0);
  }, 1_200_000);

  it('react-app', async () => {
    const install = ['COPY package.json package-lock.json .npmrc* ./', 'RUN npm ci --no-audit --no-fund', 'ENV REACT_APP_API_URL=https://localhost/api'];
    const outcome = await inBuild('react-app', base('node'), install, ['npm run lint', 'npm run typecheck', 'npm test', 'npm run build']);
    expect(outcome.code, tell(outcome)).toBe(0);
  }, 1_200_000);
});

describe('38 Django’s own deployment check', () => {
  it('has no complaint in production', async () => {
    const outcome = await stack.exec('django', ['python', 'manage.py', 'check', '--deploy', '--fail-level', 'WARNING']);
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(outcome.stdout + outcome.stderr, 'nothing is silenced').toMatch(/0 silenced/);
  });

  it('finds no model without its migration', async () => {
    const outcome = await stack.exec('django', ['python', 'manage.py', 'makemigrations', '--check', '--dry-run']);
    expect(outcome.code, tell(outcome)).toBe(0);
  });
});
