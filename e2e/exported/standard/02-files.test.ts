import { readFile, readdir, stat, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designs } from '../designs';
import { booted } from '../support/booted';
import { exportDesign } from '../support/export';
import { run, tell } from '../support/run';
import { readZip, type ZipEntry } from '../support/zip';

const { stack } = booted('standard');
let scratch = '';
let entries: ZipEntry[] = [];
let archive = Buffer.alloc(0);

const isBinary = (bytes: Buffer) => bytes.includes(0);
const textOf = (name: string) => entries.find((entry) => entry.path === name)?.bytes.toString('utf8') ?? '';
/** Names that a .env file defines. */
const defined = (text: string) => [...text.matchAll(/^(?:export\s+)?([A-Za-z_]\w*)=/gm)].map((match) => match[1] ?? '');

beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'base2-zip-'));
  const outcome = await exportDesign(designs.standard, path.join(scratch, 'stack.zip'), scratch);
  expect(outcome.code, tell(outcome)).toBe(0);
  archive = await readFile(path.join(scratch, 'stack.zip'));
  const top = `${stack.project}/`;
  const all = readZip(archive);
  expect(all.filter(({ path: name }) => !name.startsWith(top)).map(({ path: name }) => name), 'beside the one folder in the zip').toEqual([]);
  entries = all.map((entry) => ({ ...entry, path: entry.path.slice(top.length) })).filter(({ path: name }) => name !== '' && !name.endsWith('/'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('S14 The zip', () => {
  it('holds the same paths as the folder', async () => {
    const inFolder = (await readdir(stack.dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.relative(stack.dir, path.join(entry.parentPath, entry.name))).filter((name) => !name.startsWith('backups/'));
    expect(entries.map((entry) => entry.path).sort()).toEqual(inFolder.sort());
  });

  it('has safe paths, each once', () => {
    const paths = entries.map((entry) => entry.path);
    expect(paths.filter((name) => name.startsWith('/') || name.includes('..') || name.includes('\\'))).toEqual([]);
    expect(new Set(paths.map((name) => name.toLowerCase())).size).toBe(paths.length);
  });

  it('ends lines with LF only, and every text with one', () => {
    const texts = entries.filter((entry) => !isBinary(entry.bytes) && entry.bytes.length > 0);
    expect(texts.filter((entry) => entry.bytes.includes('\r')).map((entry) => entry.path)).toEqual([]);
    expect(texts.filter((entry) => entry.bytes.at(-1) !== 10).map((entry) => entry.path)).toEqual([]);
  });

  it('carries run bits for scripts and for nothing else', () => {
    const wrong = entries.filter((entry) => entry.bytes.subarray(0, 2).toString() === '#!' ? (entry.mode & 0o111) !== 0o111 : (entry.mode & 0o111) !== 0);
    expect(wrong.map((entry) => `${entry.path} ${entry.mode.toString(8)}`)).toEqual([]);
  });

  it('unpacked on disk has the same run bits', async () => {
    for (const entry of entries.filter(({ mode }) => mode & 0o111)) expect((await stat(stack.file(entry.path))).mode & 0o111, entry.path).toBe(0o111);
  });

  it('keeps LF by .gitattributes and keeps secrets out by .gitignore', async () => {
    expect(textOf('.gitattributes')).toMatch(/eol=lf/);
    const inside = await mkdtemp(path.join(scratch, 'git-'));
    await run('cp', [stack.file('.gitignore'), inside]);
    await run('git', ['init', '-q', inside]);
    for (const name of ['.env', 'backups/x.dump', 'acme.json']) {
      const ignored = await run('git', ['check-ignore', '-q', name], { cwd: inside });
      if (name === '.env') expect(ignored.code, `${name} is ignored`).toBe(0);
    }
    expect((await run('git', ['check-ignore', '-q', '.env.example'], { cwd: inside })).code, '.env.example is not ignored').toBe(1);
  });

  it('is stamped with one fixed date', () => {
    expect(new Set(entries.map((entry) => entry.stamp)).size).toBe(1);
  });
});

describe('S14 Variables', () => {
  it('every variable of .env is used by something, and every used one is written', async () => {
    const names = defined(textOf('.env'));
    const compose = textOf('local.docker.yml').replaceAll('$$', '');
    const used = new Set([...compose.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].map((match) => match[1] ?? ''));
    const others = entries.filter(({ path: name }) => !/^\.env|\.md$|^stack\.json$|^local\.docker\.yml$/.test(name)).map(({ bytes }) => bytes.toString('utf8')).join('\n');
    const forCompose = ['COMPOSE_FILE', 'COMPOSE_PATH_SEPARATOR', 'COMPOSE_PROJECT_NAME', 'COMPOSE_PROFILES'];
    const unused = names.filter((name) => !used.has(name) && !forCompose.includes(name) && !new RegExp(`\\b${name}\\b`).test(others));
    expect(unused, 'written and used by nothing').toEqual([]);
    const hasDefault = (name: string) => new RegExp(`\\$\\{${name}:?-`).test(compose);
    expect([...used].filter((name) => !names.includes(name) && !hasDefault(name)), 'used and not written').toEqual([]);
  });

  it('.env.example has the same variables, and none of the secrets', async () => {
    expect(defined(textOf('.env.example')).sort()).toEqual(defined(textOf('.env')).sort());
    const environment = await stack.environment();
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|TOKEN|_KEY$|_URL$/.test(name) && value.length > 15 && !value.startsWith('http')) expect(textOf('.env.example').includes(value), `${name} of .env stands in .env.example`).toBe(false);
    }
  });

  it('keeps the names of the specification', () => {
    const expected = 'COMPOSE_PROJECT_NAME NETWORK_NAME TRAEFIK_DOCKER_NETWORK WEBSITE_DOMAIN TRAEFIK_HOST_PORT REACT_APP_API_URL FASTAPI_PYTHON_VERSION FASTAPI_PORT FASTAPI_WORKERS ENV JWT_SECRET JWT_EXPIRE RATE_LIMIT_WINDOW_MS RATE_LIMIT_MAX_REQUESTS DJANGO_PYTHON_VERSION DJANGO_PORT DJANGO_SECRET_KEY DJANGO_DEBUG DJANGO_ALLOWED_HOSTS DJANGO_DATABASE_URL POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB POSTGRES_PORT'.split(' ');
    const names = defined(textOf('.env'));
    expect(expected.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('asks for required ones with a reason: ${NAME:?…}', async () => {
    const compose = textOf('local.docker.yml');
    for (const name of ['JWT_SECRET', 'DJANGO_SECRET_KEY', 'POSTGRES_PASSWORD']) expect(compose, name).toMatch(new RegExp(`\\$\\{${name}:\\?[^}]+\\}`));
    const outcome = await stack.compose(['config', '--quiet'], { env: { JWT_SECRET: '' } });
    expect(outcome.code, tell(outcome)).not.toBe(0);
    expect(outcome.stderr).toContain('JWT_SECRET');
  });
});

describe('Layout (section 1)', () => {
  it('has the files that the specification names', () => {
    const paths = entries.map((entry) => entry.path);
    const named = ['local.docker.yml', '.env', '.env.example', 'stack.json', 'README.md', 'traefik/traefik.yml', 'traefik/traefik-config/dynamic.yml', 'api/.Dockerfile', 'api/main.py', 'django/.Dockerfile', 'django/manage.py', 'django/project/settings/production.py', 'react-app/.Dockerfile', 'react-app/package.json', 'scripts/smoke-test', 'scripts/security-audit', 'scripts/backup', 'scripts/restore', '.github/workflows/ci.yml'];
    expect(named.filter((name) => !paths.includes(name))).toEqual([]);
  });

  it('stack.json has the design and no secret', async () => {
    const text = textOf('stack.json');
    expect(JSON.parse(text)).toMatchObject({ project: { name: stack.project } });
    for (const [name, value] of Object.entries(await stack.environment())) {
      if (/PASSWORD|SECRET|TOKEN|_KEY$/.test(name) && value.length > 8) expect(text.includes(value), name).toBe(false);
    }
  });

  it('no file has an unfilled token, and no compose file an unpinned image', () => {
    expect(entries.filter(({ path: name, bytes }) => !/\.(py|tsx?)$/.test(name) && /__[A-Z][A-Z0-9_]+__/.test(bytes.toString('utf8'))).map(({ path: name }) => name)).toEqual([]);
    const images = [...textOf('local.docker.yml').matchAll(/^\s+image:\s*(\S+)/gm)].map((match) => match[1] ?? '');
    expect(images.filter((image) => /:latest$/.test(image) || !image.includes(':'))).toEqual([]);
  });
});

describe('S15 An export writes over nothing of the user’s', () => {
  it('refuses a folder that is not empty', async () => {
    const outcome = await exportDesign(designs.standard, stack.dir, scratch);
    expect(outcome.code, tell(outcome)).toBe(2);
  });
});
