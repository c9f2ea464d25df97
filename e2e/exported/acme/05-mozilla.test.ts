import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must, run, tell } from '../support/run';
import { designOf, exported, remove, start } from './booting';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'base2-sslyze-'));
  await must('python3', ['-m', 'venv', folder]);
  const installed = await run(path.join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', 'sslyze'], { timeoutMs: 300_000 });
  if (installed.code !== 0) throw new Error(`sslyze cannot be installed: ${tell(installed)}`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each([['intermediate', 21_500], ['modern', 21_510]] as const)("Mozilla's profile %s", (profile, port) => {
  it('is what sslyze finds', async () => {
    const stack = await exported(designOf(`acme-${profile}`, 'localhost', port, { 'tls.profile': profile, 'services.traefik.socket': 'none' }));
    try {
      await start(stack, 'react-app', 'traefik');
      const ca = path.join(folder, `${profile}.crt`);
      await writeFile(ca, (await must(stack.file('scripts/trust-ca'), ['--print'], { cwd: stack.dir })).stdout);
      const outcome = await run(path.join(folder, 'bin/python'), ['-m', 'sslyze', '--certinfo_ca_file', ca, '--mozilla_config', profile, `localhost:${port + 1}`], { timeoutMs: 200_000 });
      expect(outcome.stdout, tell(outcome)).toMatch(/: OK - Compliant/);
      expect(outcome.code, tell(outcome)).toBe(0);
    } finally {
      await remove(stack);
    }
  });
});
