#!/usr/bin/env node
// Boots exported designs on a Docker engine and asserts from outside what an export promises.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const stand = path.resolve(repository, '../shared/lab');
const quiet = (...command) => spawnSync(command[0], command.slice(1), { stdio: 'ignore' }).status === 0;
const engineAnswers = () => quiet('docker', 'version') && quiet('docker', 'compose', 'version');

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (!existsSync(path.join(repository, 'node_modules/vitest'))) {
  const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: repository, stdio: 'inherit' });
  if (installed.status !== 0) fail('npm ci failed');
}

if (!engineAnswers()) {
  const start = path.join(stand, 'up');
  if (existsSync(start)) spawnSync(start, { stdio: 'inherit' });
  if (!engineAnswers()) fail('No Docker engine with the compose plugin answers. Start Docker, then run npm run test:stack again.');
}

const tag = path.join(stand, 'tag');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'base2-report-'));
const report = path.join(scratch, 'report.json');
const vitest = spawnSync(
  process.execPath,
  [
    path.join(repository, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--config', path.join(repository, 'e2e/exported/vitest.config.ts')],
    ...['--reporter', 'verbose', '--reporter', 'json', '--outputFile.json', report],
    ...process.argv.slice(2),
  ],
  { cwd: repository, stdio: 'inherit', env: { ...process.env, ...(existsSync(tag) ? { STACK_IMAGE_HELPER: tag } : {}) } },
);

let line = '0 passed, 1 failed';
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = numFailedTests || (vitest.status === 0 ? 0 : Math.max(1, numFailedTestSuites));
  line = `${numPassedTests} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`;
}
rmSync(scratch, { recursive: true, force: true });
console.log(line);
process.exit(vitest.status ?? 1);
