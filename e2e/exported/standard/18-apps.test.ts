import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { pulledImages } from '../support/images';
import { eventually, must, run, tell } from '../support/run';

const { stack } = booted('standard');
const network = `${stack.project}-tests-${process.pid}`;
const database = `${network}-postgres`;
let scratch = '';
let images: string[] = [];

const base = (name: string) => {
  const found = images.find((image) => image.startsWith(`${name}:`));
  if (!found) throw new Error(`the export has no image of ${name}: ${images.join(' ')}`);
  return found;
};

beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'base2-apps-'));
  images = await pulledImages(stack);
  await must('docker', ['network', 'create', network]);
  await must('docker', ['run', '-d', '--rm', '--name', database, '--network', network, '-e', 'POSTGRES_HOST_AUTH_METHOD=trust', base('postgres')]);
  // Over the network: the server of the first start listens on its socket only.
  await eventually('the database for tests', async () => ((await run('docker', ['exec', database, 'pg_isready', '-q', '-h', '127.0.0.1', '-U', 'postgres'])).code === 0 ? true : undefined));
});
afterAll(async () => {
  await run('docker', ['rm', '-f', '-v', database]);
  await run('docker', ['network', 'rm', network]);
  await run('docker', ['rmi', '-f', `${network}-api`, `${network}-django`, `${network}-react-app`]);
  await rm(scratch, { recursive: true, force: true });
});

/** A pristine copy of applications in an image of their own: its build reaches the package registries, as all builds do. */
async function installed(apps: string[], image: string, install: string[]): Promise<string> {
  const [app = ''] = apps;
  const copy = path.join(scratch, app);
  for (const each of apps) {
    await cp(stack.file(each), path.join(copy, each), { recursive: true });
    await rm(path.join(copy, each, '.dockerignore'));
  }
  const dockerfile = [`FROM ${image}`, 'WORKDIR /work', ...install, 'COPY . .', `WORKDIR /work/${app}`].join('\n');
  const outcome = await run('docker', ['build', '--progress', 'plain', '--file', '-', '--tag', `${network}-${app}`, copy], { input: dockerfile, timeoutMs: 1_200_000 });
  expect(outcome.code, tell(outcome)).toBe(0);
  return `${network}-${app}`;
}

/** One command in a container, beside the database of the stack's own version. */
async function passes(image: string, command: string): Promise<string> {
  const environment = ['-e', `TEST_DATABASE_URL=postgres://postgres:unused@${database}:5432/postgres`, '-e', 'REACT_APP_API_URL=https://localhost/api'];
  const outcome = await run('docker', ['run', '--rm', '--network', network, ...environment, image, 'sh', '-c', command], { timeoutMs: 1_200_000 });
  expect(outcome.code, `${command}\n${tell(outcome)}`).toBe(0);
  return outcome.stdout;
}

function python(...lists: string[]): string[] {
  const folders = [...new Set(lists.map((list) => path.dirname(list)))];
  const pip = `/venv/bin/pip install --quiet --disable-pip-version-check --require-hashes ${lists.map((list) => `-r ${list}`).join(' ')}`;
  return [...folders.map((folder) => `COPY ${folder}/requirements*.txt ${folder}/`), `RUN python -m venv /venv && ${pip}`, 'ENV PATH=/venv/bin:$PATH'];
}

const lint = 'ruff check . && ruff format --check .';
/** Per cent of the exported Python that its own tests run through, as they print it. */
const covered = (output: string) => Number(/Total coverage: ([\d.]+)%/.exec(output)?.[1]);

describe('S16 The exported applications’ own tests and linters pass as exported, on PostgreSQL', () => {
  it('api, and the API against the real Django', async () => {
    const image = await installed(['api', 'django'], base('python'), python('api/requirements-dev.txt', 'django/requirements.txt'));
    const output = await passes(image, 'python -m pytest -q -rs');
    expect(covered(output)).toBeGreaterThanOrEqual(90);
    expect(output).not.toContain('SKIPPED');
    expect(await passes(image, 'python -m pytest contract')).toMatch(/\b1\d passed/);
    await passes(image, lint);
  }, 1_200_000);

  it('django', async () => {
    const image = await installed(['django'], base('python'), python('django/requirements-dev.txt'));
    expect(covered(await passes(image, 'python -m pytest -q'))).toBeGreaterThanOrEqual(90);
    expect(await passes(image, 'python -c "import os, tests.settings as s; print(s.DATABASES[\'default\'][\'ENGINE\'])"')).toContain('postgresql');
    await passes(image, lint);
  }, 1_200_000);

  it('react-app', async () => {
    const image = await installed(['react-app'], base('node'), ['COPY react-app/package.json react-app/package-lock.json react-app/.npmrc* react-app/', 'RUN cd react-app && npm ci --no-audit --no-fund']);
    for (const script of ['lint', 'typecheck', 'test', 'build']) await passes(image, `npm run ${script}`);
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
