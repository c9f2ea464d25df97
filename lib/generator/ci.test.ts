import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readDotenv } from '../kit/test-dotenv';
import { defaultStack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { exportOf, type Exported } from './test-export';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly id?: string; readonly name?: string; readonly run?: string }[] }>>;
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'ci-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What a step of CI says, with programs that know the export alone. */
function said(exported: Exported, step: string, programs = ''): string {
  const { jobs } = exported.yaml('.github/workflows/ci.yml') as unknown as Workflow;
  const script = jobs['stack']?.steps.find(({ id, name }) => id === step || name === step)?.run ?? '';
  const cwd = mkdtempSync(path.join(scratch, 'export-'));
  if (exported.files.some(({ path: name }) => name.startsWith('certificates/'))) mkdirSync(path.join(cwd, 'certificates'));
  writeFileSync(path.join(cwd, 'output'), '');
  const values = Object.entries(readDotenv(exported.text('.env.example'))).map(([name, value]) => `${name}=${value}`).join('\n');
  const docker = 'docker() { case "$*" in *json) printf "%s" "$MODEL" ;; *) printf "%s\\n" "$VALUES" ;; esac; }';
  const env = { PATH: process.env['PATH'], GITHUB_OUTPUT: 'output', MODEL: JSON.stringify(exported.compose, null, 2), VALUES: values };
  // As GitHub runs a step.
  const words = ['--norc', '-eo', 'pipefail', '-c', `${docker}\n${programs}\n${script}`];
  const { stdout, stderr, status } = spawnSync('bash', words, { cwd, env: env as unknown as NodeJS.ProcessEnv, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  expect([status, stderr]).toEqual([0, '']);
  return `${stdout}${readFileSync(path.join(cwd, 'output'), 'utf8')}`.trim();
}

const decision = (exported: Exported) => said(exported, 'domain');

test.each([
  ['a public name', stackOf({ project: { domain: 'app.example.com' } }), 'app.example.com is a public name'],
  ['certificates that git ignores', stackOf({ project: { domain: 'app.lan' }, tls: { mode: 'files' } }), 'certificates/ is in no repository'],
  ['a proxy in front', stackOf({ project: { domain: 'app.lan' }, tls: { mode: 'behind-proxy', trustedProxies: ['192.0.2.1'] } }), 'the proxy in front'],
  ["the host's Traefik", stackWith('traefik', { entry: 'shared' }), 'the Traefik of the host'],
])('CI builds a stack with %s, and does not start it', (_what, stack, why) => {
  expect(decision(exportOf(stack))).toMatch(new RegExp(`^::notice::built only, not started: .*${why}`));
});

test('CI starts what needs nothing from outside', () => {
  expect(decision(exportOf(defaultStack))).toBe('boot=true');
});

test.each([
  ['403', '::notice::not tried: https://localhost/ is for named addresses only'],
  ['200', 'npm ci\nnpx playwright install --with-deps chromium\nnpm test https://localhost'],
])('CI opens the page in a browser where it may: asked, it gets %s', (status, words) => {
  const programs = `curl() { echo ${status}; }\nnpm() { echo npm "$@" $BASE_URL; }\nnpx() { echo npx "$@"; }`;
  expect(said(exportOf(defaultStack), 'The page in a browser', programs)).toBe(words);
});
