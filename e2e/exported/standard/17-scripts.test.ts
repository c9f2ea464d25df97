import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectStatus, goodPassword, logIn, somebody } from '../support/expecting';
import { run, tell } from '../support/run';
import { sourceOn } from '../support/source';
import { converse } from '../support/terminal';

const { stack } = booted('standard');
let scripts: string[] = [];
let scratch = '';

beforeAll(async () => {
  scripts = (await readdir(stack.file('scripts'), { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  scratch = await mkdtemp(path.join(os.tmpdir(), 'base2-scripts-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('Scripts', () => {
  it('each explains itself with --help, from any folder', async () => {
    for (const name of scripts) {
      const outcome = await stack.script(name, ['--help'], { cwd: '/' });
      expect(outcome.code, tell(outcome)).toBe(0);
      expect(outcome.stdout, tell(outcome)).toMatch(/^Usage:/m);
    }
  });

  it('each refuses an option that it does not have, with exit 2', async () => {
    for (const name of scripts.filter((one) => one !== 'create-superuser')) {
      const outcome = await stack.script(name, ['--no-such-option']);
      expect(outcome.code, tell(outcome)).toBe(2);
    }
  });
});

describe('S16 scripts/smoke-test', () => {
  it('passes on the running stack', async () => {
    const outcome = await stack.script('smoke-test');
    expect(outcome.code, tell(outcome)).toBe(0);
  });

  it.each(['api', 'django', 'react-app'])('fails when %s is stopped', async (service) => {
    await stack.mustCompose(['stop', service]);
    const outcome = await stack.script('smoke-test');
    await stack.mustCompose(['up', '-d', '--wait']);
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(outcome.stdout).toContain('FAIL');
  });

  it('fails when the stack is not there', async () => {
    const copy = path.join(scratch, 'not there');
    await cp(stack.dir, copy, { recursive: true });
    const env = path.join(copy, '.env');
    await writeFile(env, (await readFile(env, 'utf8')).replace(/^COMPOSE_PROJECT_NAME=.*$/m, `COMPOSE_PROJECT_NAME=${stack.project}-none`));
    const outcome = await run(path.join(copy, 'scripts/smoke-test'), [], { cwd: copy });
    expect([1, 2], tell(outcome)).toContain(outcome.code);
  });
});

/** One harm for each of four services, as an override file would bring it. */
const harm = `services:
  api:
    privileged: true
  django:
    read_only: false
  pgadmin:
    ports: ["127.0.0.1:15999:5050"]
  react-app:
    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
`;
const found = { api: 'privileged', django: '(written|writ|read)', pgadmin: '(port|publish|15999)', 'react-app': '[Ss]ocket' };

describe('S16 scripts/security-audit', () => {
  it('passes on the running stack', async () => {
    const outcome = await stack.script('security-audit');
    expect(outcome.code, tell(outcome)).toBe(0);
  });

  it('names each thing that was made worse in the running stack', async () => {
    await writeFile(stack.file('harm.yml'), harm);
    const worse = { env: { COMPOSE_FILE: 'local.docker.yml:harm.yml', COMPOSE_PATH_SEPARATOR: ':' } };
    await stack.mustCompose(['up', '-d', '--no-deps', 'api', 'django', 'pgadmin', 'react-app'], worse);
    const outcome = await stack.script('security-audit');
    await rm(stack.file('harm.yml'));
    await stack.mustCompose(['up', '-d', '--wait']);
    expect(outcome.code, tell(outcome)).toBe(1);
    const failures = outcome.stdout.split('\n').filter((line) => /^\s*FAIL/.test(line)).join('\n');
    for (const [service, word] of Object.entries(found)) expect(failures, `${service}: ${tell(outcome)}`).toMatch(new RegExp(`${service}\\b.*${word}`));
  });

  it('fails on a secret that is a placeholder', async () => {
    const outcome = await stack.script('security-audit', [], { env: { JWT_SECRET: 'change_me' } });
    expect(outcome.code, tell(outcome)).toBe(1);
    expect(outcome.stdout).toMatch(/FAIL.*JWT_SECRET/);
  });
});

describe('39 scripts/create-superuser', () => {
  const email = somebody('chief');
  const answers = [/E-?mail.*: /i, /Password: /, /Password \(again\): /].map((question, index) => ({ question, typed: index === 0 ? email : goodPassword }));

  it('asks in a terminal and makes an account that logs in', async () => {
    const outcome = await converse('scripts/create-superuser', answers, { cwd: stack.dir });
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(outcome.stdout).toContain('Superuser created successfully');
    expect(outcome.stdout, 'the password is not shown').not.toContain(goodPassword);
    expectStatus(await logIn((await sourceOn(stack)).client(), { email, password: goodPassword }), 200);
  });

  it('says that there is one already', async () => {
    const outcome = await converse('scripts/create-superuser', [{ question: /E-?mail.*: /i, typed: email }, { question: /E-?mail.*: /i, typed: '\u0003' }], { cwd: stack.dir });
    expect(outcome.stdout, tell(outcome)).toMatch(/already taken|already exists/);
    expect(outcome.code).not.toBe(0);
  });

  it('without a terminal says how to do without', async () => {
    const outcome = await stack.script('create-superuser');
    expect([outcome.code, outcome.stderr], tell(outcome)).toEqual([2, expect.stringMatching(/--help/)]);
  });
});
