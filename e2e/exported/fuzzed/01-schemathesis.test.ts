import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { register } from '../support/expecting';
import { whenRouted } from '../support/routed';
import { must, run, tell } from '../support/run';
import type { Stack } from '../support/stack';

const VERSION = '4.32.5';
const design = designOf('b2e-fuzzed', 23_140, {
  'services.pgadmin': 'false',
  'project.environment': 'development',
  'services.api.rateLimitMaxRequests': '100000',
  'services.traefik.rateAverage': '1000',
  'services.traefik.rateBurst': '1000',
});
let stack: Stack;
let schemathesis = '';

/** Installed once for each version, below the system's folder for temporary files. */
async function install(): Promise<string> {
  const place = path.join(os.tmpdir(), `base2-schemathesis-${VERSION}`);
  const program = path.join(place, 'bin', 'python');
  if (existsSync(program)) return program;
  // Somebody else may be doing the same; who is ready first stays.
  const scratch = await mkdtemp(`${place}-`);
  await must('python3', ['-m', 'venv', '--copies', scratch]);
  await must(path.join(scratch, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`], { timeoutMs: 600_000 });
  await rename(scratch, place).catch(() => rm(scratch, { recursive: true, force: true }));
  return program;
}

beforeAll(async () => {
  schemathesis = await install();
  stack = await exported(design);
  await start(stack);
  await whenRouted(stack);
});
afterAll(() => remove(stack));

/** Asks every operation of the documentation for what it takes, and for what it does not. */
async function fuzz(...more: string[]) {
  const { origin } = stack.https();
  return run(
    schemathesis,
    [
      ...['-m', 'schemathesis.cli', 'run', `${origin}/api/openapi.json`, '--tls-verify=false', '--no-color'],
      ...['--checks', 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance'],
      ...['--max-examples', '60', '--seed', '20261124', '--generation-database', 'none', '--request-timeout', '20', '--continue-on-failure', ...more],
    ],
    { cwd: os.tmpdir(), timeoutMs: 600_000 },
  );
}

describe('44 schemathesis asks the API whatever its documentation allows, and what it does not', () => {
  it('every answer is one that the documentation names, and none is an error of the server', async () => {
    const outcome = await fuzz();
    expect(outcome.code, tell(outcome)).toBe(0);
    expect(outcome.stdout).toMatch(/[1-9]\d* generated/);
  }, 660_000);

  it('neither for somebody who is logged in', async () => {
    const client = stack.https();
    await register(client);
    const [[name, value] = ['', '']] = client.cookies;
    const outcome = await fuzz('--header', `Cookie: ${name}=${value}`);
    expect(outcome.code, tell(outcome)).toBe(0);
  }, 660_000);

  it.each(['api', 'django'])('the log of %s has no error', async (service) => {
    const lines = (await stack.logs(service)).split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { level: string; status?: number });
    expect(lines.filter(({ level, status }) => level === 'error' || level === 'critical' || (status ?? 0) >= 500)).toEqual([]);
  });
});
