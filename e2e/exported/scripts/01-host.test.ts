import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { designOf, exported, remove, setLine } from '../data/booting';
import { run, tell, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';

const design = designOf('develop-host', 27_300, { 'services.pgadmin': 'false', 'services.django.adminExposure': 'basic-auth' });
let stack: Stack;
let pristine: string;

beforeAll(async () => {
  stack = await exported(design);
  pristine = await stack.read('.env');
});
afterAll(() => remove(stack));
beforeEach(async () => {
  await writeFile(stack.file('.env'), pristine);
  await chmod(stack.file('.env'), 0o600);
});

/** The lines that begin with one of the words that doctor judges with. */
function lines({ stdout }: Outcome, word: 'FAIL' | 'warn' | 'ok'): string {
  return stdout.split('\n').filter((line) => line.trim().startsWith(word)).join('\n');
}

async function expectFailure(words: RegExp): Promise<void> {
  const outcome = await stack.script('doctor');
  expect(outcome.code, tell(outcome)).toBe(1);
  expect(lines(outcome, 'FAIL'), tell(outcome)).toMatch(words);
}

/** A folder with every program of this machine but docker; `fakes` are programs of our own in it. */
async function pathWithout(name: string, fakes: Record<string, string> = {}): Promise<string> {
  const folder = stack.file(`../path-${name}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  for (const program of ['bash', 'env', 'dirname', 'cat', 'grep', 'sed', 'awk', 'tr', 'cut', 'sort', 'mktemp', 'rm', 'df', 'date', 'find', 'head', 'tail', 'cp', 'chmod', 'od', 'mkdir']) {
    const found = ['/usr/bin', '/bin'].map((place) => path.join(place, program));
    for (const file of found) if (await stat(file).catch(() => undefined)) { await symlink(file, path.join(folder, program)); break; }
  }
  for (const [program, text] of Object.entries(fakes)) await writeFile(path.join(folder, program), text, { mode: 0o755 });
  return folder;
}

describe('scripts/doctor, before the first start', () => {
  it('finds nothing wrong with a fresh export', async () => {
    const outcome = await stack.script('doctor');
    expect(outcome.code, tell(outcome)).toBe(0);
    for (const words of ['no Windows line ends', 'mounted files can be read', 'every required variable has a value', `${design.httpsPort} (TRAEFIK_HOST_PORT_TLS): free`]) {
      expect(lines(outcome, 'ok')).toContain(words);
    }
  });

  it('names the program that has the port', async () => {
    const server = await new Promise<Server>((resolve) => {
      const made = createServer().listen(design.httpsPort, '127.0.0.1', () => resolve(made));
    });
    await expectFailure(new RegExp(`${design.httpsPort} \\(TRAEFIK_HOST_PORT_TLS\\): taken by`));
    await new Promise((resolve) => server.close(resolve));
  });

  it('finds Windows line ends in scripts and settings', async () => {
    const script = await stack.read('traefik/start.sh');
    await writeFile(stack.file('traefik/start.sh'), script.replaceAll('\n', '\r\n'));
    await writeFile(stack.file('.env'), pristine.replaceAll('\n', '\r\n'));
    await expectFailure(/Windows line ends in:.*traefik\/start\.sh.*\.env/);
    await writeFile(stack.file('traefik/start.sh'), script);
  });

  it('finds what the users of the containers cannot read, and scripts that cannot be run', async () => {
    await chmod(stack.file('postgres/initdb/10-roles.sh'), 0o700);
    await chmod(stack.file('scripts/backup'), 0o644);
    const outcome = await stack.script('doctor');
    expect(lines(outcome, 'FAIL'), tell(outcome)).toMatch(/cannot read: .*10-roles\.sh/);
    expect(lines(outcome, 'FAIL')).toMatch(/cannot be run: scripts\/backup/);
    await chmod(stack.file('postgres/initdb/10-roles.sh'), 0o755);
    await chmod(stack.file('scripts/backup'), 0o755);
  });

  it('warns of settings that everybody can read', async () => {
    await chmod(stack.file('.env'), 0o644);
    expect(lines(await stack.script('doctor'), 'warn')).toContain('.env can be read by everybody');
  });

  it.each([
    ['a placeholder', 'JWT_SECRET', 'change_me', /still hold a placeholder:.*JWT_SECRET/],
    ['an empty variable', 'POSTGRES_DB', '', /must have a value in \.env:.*POSTGRES_DB/],
    ['a port that is none', 'TRAEFIK_HOST_PORT', '80a', /TRAEFIK_HOST_PORT is '80a', which is no port/],
    ['a name without an address', 'WEBSITE_DOMAIN', 'nowhere.invalid', /nowhere\.invalid has no address/],
  ])('finds %s', async (_what, name, value, words) => {
    await setLine(stack, name, value);
    await expectFailure(words);
  });

  it('says of what is missing how to get it, and not a second time what compose says of it', async () => {
    await setLine(stack, 'JWT_SECRET', '');
    const outcome = await stack.script('doctor');
    expect(outcome.stdout).toContain('scripts/init-env makes what can be made');
    expect(outcome.stdout, tell(outcome)).not.toContain('docker compose config says');
  });

  it('points above the line that compose names, where a quote is not closed', async () => {
    await setLine(stack, 'JWT_EXPIRE', "'7d");
    expect((await stack.script('doctor')).stderr).toContain('a quote that is not closed shows only further down');
  });

  it('says so when there is no .env', async () => {
    await rm(stack.file('.env'));
    await expectFailure(/there is no \.env/);
  });

  it('says how to get Docker where there is none', async () => {
    const outcome = await stack.script('doctor', [], { env: { PATH: await pathWithout('docker') } });
    expect(outcome.code, tell(outcome)).toBe(2);
    expect(outcome.stderr).toContain("'docker' is not installed");
  });

  it.each([
    ['without the Compose plugin', '#!/bin/sh\nexit 1\n', 'Compose plugin of Docker is missing'],
    ['that does not answer', '#!/bin/sh\n[ "$1" = compose ]\n', 'Docker does not answer'],
  ])('tells a Docker %s', async (_what, fake, words) => {
    const outcome = await stack.script('doctor', [], { env: { PATH: await pathWithout('broken', { docker: fake }) } });
    expect(outcome.code, tell(outcome)).toBe(2);
    expect(outcome.stderr).toContain(words);
  });
});

describe('scripts/init-env', () => {
  const secretsIn = (text: string) => Object.fromEntries([...text.matchAll(/^([A-Z_]*(?:SECRET|PASSWORD|TOKEN|SECRET_KEY))=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]));

  it('makes .env for a fresh clone: for its owner alone, with secrets that differ each time', async () => {
    const made: Record<string, string>[] = [];
    for (let round = 0; round < 2; round += 1) {
      await rm(stack.file('.env'));
      const outcome = await stack.script('init-env');
      expect(outcome.code, tell(outcome)).toBe(0);
      made.push(secretsIn(await stack.read('.env')));
      expect((await stat(stack.file('.env'))).mode & 0o777).toBe(0o600);
    }
    expect(Object.keys(made[0] ?? {}).length).toBeGreaterThanOrEqual(5);
    for (const [name, value] of Object.entries(made[0] ?? {})) {
      expect(value, name).toMatch(/^[0-9a-f]{64}$/);
      expect(made[1]?.[name], name).not.toBe(value);
    }
  });

  it('gives a stack that compose and doctor accept, with the password inside the URL too', async () => {
    await rm(stack.file('.env'));
    await stack.script('init-env');
    const env = await stack.environment();
    expect(env.DJANGO_DATABASE_URL).toContain(`:${env.DJANGO_DB_PASSWORD}@`);
    expect(env.TRAEFIK_USER).toMatch(/^admin:\$/);
    const outcome = await stack.script('doctor');
    expect(outcome.code, tell(outcome)).toBe(0);
  });

  it('prints the password behind the log-in once, and no other secret', async () => {
    await rm(stack.file('.env'));
    const { stdout } = await stack.script('init-env');
    expect(stdout).toMatch(/TRAEFIK_USER: admin, with the password [0-9a-f]{24}/);
    for (const value of Object.values(secretsIn(await stack.read('.env')))) expect(stdout).not.toContain(value);
  });

  it('touches nothing that has a value', async () => {
    const outcome = await stack.script('init-env');
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(await readFile(stack.file('.env'), 'utf8')).toBe(pristine);
  });

  it('fills in one that is open, and leaves every other byte', async () => {
    await setLine(stack, 'JWT_SECRET', 'change_me');
    await stack.script('init-env');
    const now = (await stack.read('.env')).split('\n');
    const changed = pristine.split('\n').filter((line, index) => line !== now[index]);
    expect(changed).toHaveLength(1);
    expect(now.find((line) => line.startsWith('JWT_SECRET='))).toMatch(/=[0-9a-f]{64}$/);
  });

  it('brings lines back that .env has lost, the password inside the URL too', async () => {
    await writeFile(stack.file('.env'), pristine.replace(/^(JWT_SECRET|DJANGO_DATABASE_URL)=.*\n/gm, ''));
    const outcome = await stack.script('init-env');
    expect(outcome.stdout, tell(outcome)).toContain('JWT_SECRET: was not in .env');
    const env = await stack.environment();
    expect(env.JWT_SECRET).toMatch(/^[0-9a-f]{64}$/);
    expect(env.DJANGO_DATABASE_URL).toContain(`:${env.DJANGO_DB_PASSWORD}@`);
  });

  it('names what only the owner can fill in, and makes it up for CI alone', async () => {
    const example = await stack.read('.env.example');
    const asked = '# Fill it in: the key of somebody else.\n# And a second line.\nTHEIR_KEY=\n# Optional.\nTHEIR_FOLDER=\n';
    await writeFile(stack.file('.env.example'), example + asked);
    await writeFile(stack.file('.env'), pristine + asked);
    expect((await stack.script('init-env')).stdout).toContain('THEIR_KEY: fill it in yourself, in .env');
    expect(await stack.read('.env')).toBe(pristine + asked);
    await stack.script('init-env', ['--stand-ins']);
    expect(await stack.read('.env')).toMatch(/\nTHEIR_KEY=[0-9a-f]{64}\n# Optional\.\nTHEIR_FOLDER=\n$/);
    await writeFile(stack.file('.env.example'), example);
  });

  it('keeps Windows line ends where it finds them', async () => {
    await writeFile(stack.file('.env'), pristine.replace(/^JWT_SECRET=.*$/m, 'JWT_SECRET=').replaceAll('\n', '\r\n'));
    await stack.script('init-env');
    expect(await stack.read('.env')).toMatch(/^JWT_SECRET=[0-9a-f]{64}\r$/m);
  });

  it('says so when a variable of the shell hides the one in .env', async () => {
    await setLine(stack, 'JWT_SECRET', '');
    const outcome = await stack.script('init-env', [], { env: { JWT_SECRET: 'change_me_too' } });
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(outcome.stderr).toContain('is it set in your shell too?');
  });
});

describe('scripts/lint --install', () => {
  it.each([
    ['api', 'Python 3.11 or newer is missing'],
    ['react-app', 'npm is missing'],
  ])('says what it needs for %s, and installs nothing', async (part, words) => {
    const PATH = await pathWithout('tools', { python3: '#!/bin/sh\nexit 1\n' });
    const outcome = await stack.script('lint', ['--install', part], { env: { PATH } });
    expect(outcome.code, tell(outcome)).toBe(2);
    expect(outcome.stderr).toContain(words);
  });
});

describe('make', () => {
  it('takes a compose file of the owner into development', async () => {
    const asked = await run('make', ['-n', 'dev', 'own=my file.yml'], { cwd: stack.dir });
    expect(asked.stdout, tell(asked)).toBe('docker compose -f local.docker.yml -f development.docker.yml -f "my file.yml" up --build --watch\n');
    const plain = await run('make', ['-n', 'dev'], { cwd: stack.dir });
    expect(plain.stdout).toBe('docker compose -f local.docker.yml -f development.docker.yml up --build --watch\n');
  });

  it('lists every target with a word about it', async () => {
    const child = spawn('make', [], { cwd: stack.dir });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    await new Promise((resolve) => child.on('close', resolve));
    const targets = [...(await stack.read('Makefile')).matchAll(/^([a-z]+):/gm)].map(([, name]) => name);
    expect(text.trim().split('\n').map((line) => /^([a-z]+) +\S/.exec(line)?.[1])).toEqual(targets);
  });
});
