#!/usr/bin/env node
// Boots exported designs on a Docker engine and asserts from outside what an export promises.
//   npm run test:stack                     what runs always, and the part of the rest whose day it is
//   npm run test:stack -- --all            everything
//   npm run test:stack -- data standard/05 what is named; further flags go to vitest
// STACK_PART=2/5 names the part instead of the day.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ofVitest, told } from './lib/failures.mjs';
import { writeVerified } from './lib/verified.mjs';
import { folderOf, isAlways, partOf, partsOf, secondsOf, sharesOf, slicesOf, unitsOf } from './lib/rotation.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const tests = path.join(repository, 'e2e/exported');
const stand = path.resolve(repository, '../shared/lab');
const quiet = (...command) => spawnSync(command[0], command.slice(1), { stdio: 'ignore' }).status === 0;
const engineAnswers = () => quiet('docker', 'version') && quiet('docker', 'compose', 'version');

function fail(message) {
  console.error(message);
  process.exit(1);
}

function prepare() {
  if (!existsSync(path.join(repository, 'node_modules/vitest'))) {
    const installed = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: repository, stdio: 'inherit' });
    if (installed.status !== 0) fail('npm ci failed');
  }
  if (engineAnswers()) return;
  const start = path.join(stand, 'up');
  if (existsSync(start)) spawnSync(start, { stdio: 'inherit' });
  if (!engineAnswers()) fail('No Docker engine with the compose plugin answers. Start Docker, then run npm run test:stack again.');
}

/** What this run takes: files, and for some of them the shares. */
function selection(args) {
  const flag = args.findIndex((arg) => arg.startsWith('-') && arg !== '--all');
  const flags = flag < 0 ? [] : args.slice(flag);
  const names = (flag < 0 ? args : args.slice(0, flag)).filter((arg) => arg !== '--all');
  const files = globFiles();
  if (names.length > 0) return { files: files.filter((file) => names.some((name) => file.includes(name))), flags, title: names.join(' ') };
  if (args.includes('--all')) return { files, flags, title: 'everything' };
  const rest = files.filter((file) => !isAlways(file)).map((file) => ({ file, slices: slicesOf(readFileSync(path.join(tests, file), 'utf8')) }));
  const units = unitsOf(rest, JSON.parse(readFileSync(path.join(tests, 'durations.json'), 'utf8')));
  const parts = partsOf(units);
  const { n, m } = partOf(process.env.STACK_PART, parts.length, Math.floor(Date.now() / 86_400_000));
  const mine = m === parts.length ? parts[n - 1].units : units.filter((_, index) => index % m === n - 1);
  const shares = sharesOf(mine);
  return { files: files.filter((file) => isAlways(file) || file in shares), flags, shares, title: `what runs always, and part ${n} of ${m}` };
}

function globFiles() {
  const found = readdirSync(tests, { recursive: true }).map((file) => file.split(path.sep).join('/'));
  return found.filter((file) => file.includes('/') && file.endsWith('.test.ts') && !file.startsWith('node_modules/')).sort();
}

/** One vitest for what shares its boots, and one for each other folder, so that nothing is up for longer than needed. */
function groupsOf(files) {
  const groups = new Map();
  for (const file of files) {
    const name = isAlways(file) ? 'shared' : folderOf(file);
    groups.set(name, [...(groups.get(name) ?? []), file]);
  }
  return [...groups].sort(([a], [b]) => Number(b === 'shared') - Number(a === 'shared') || a.localeCompare(b));
}

function vitest(name, files, { flags, shares }, report) {
  const tag = path.join(stand, 'tag');
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(repository, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--config', path.join(tests, 'vitest.config.ts'), '--project', name === 'shared' ? 'shared' : 'own'],
      ...['--reporter', 'verbose', '--reporter', 'json', '--outputFile.json', report],
      ...files.map((file) => path.join(tests, file)),
      ...flags,
    ],
    {
      cwd: repository,
      stdio: 'inherit',
      env: { ...process.env, STACK_FACTS: facts, ...(existsSync(tag) ? { STACK_IMAGE_HELPER: tag } : {}), ...(shares ? { STACK_SLICES: JSON.stringify(shares) } : {}) },
    },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, parts: [], failures: [] };
  const read = JSON.parse(readFileSync(report, 'utf8'));
  const { startTime, numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, testResults } = read;
  const failed = numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites));
  const took = secondsOf(testResults, startTime);
  return { passed: numPassedTests, failed, skipped: numPendingTests, parts: testResults.map((result) => partResult(result, took.get(result.name), shares)), failures: ofVitest(read, repository) };
}

/** A file of a report, as docs/verified.md has it. */
function partResult({ name, assertionResults, status }, seconds, shares) {
  const file = path.relative(tests, name).split(path.sep).join('/');
  const count = (wanted) => assertionResults.filter((each) => each.status === wanted).length;
  const all = slicesOf(readFileSync(name, 'utf8'));
  const mine = shares?.[file]?.length ?? all;
  return {
    file,
    seconds,
    passed: count('passed'),
    failed: Math.max(count('failed'), status === 'failed' ? 1 : 0),
    skipped: assertionResults.length - count('passed') - count('failed'),
    ...(mine < all ? { shares: `${mine} of ${all} shares` } : {}),
  };
}

prepare();
const chosen = selection(process.argv.slice(2));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'base2-report-'));
const facts = path.join(scratch, 'facts');
const parts = [];
const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };
const durations = [];
console.log(`Stack tests: ${chosen.title}; ${chosen.files.length} files`);
if (chosen.files.length === 0) fail('no test file has such a name');
for (const [name, files] of groupsOf(chosen.files)) {
  const from = Date.now();
  const result = vitest(name, files, chosen, path.join(scratch, `${name}.json`));
  for (const key of Object.keys(total)) total[key] += result[key];
  parts.push(...result.parts);
  failures.push(...result.failures);
  durations.push(`${name.padEnd(14)} ${Math.round((Date.now() - from) / 1000)} s, ${result.passed} passed, ${result.failed} failed`);
}
// With flags only some tests of a file have run, which says nothing of the file.
const whole = chosen.flags.length === 0 && !process.env.PAIRWISE;
writeVerified(path.join(repository, 'docs/verified.json'), path.join(repository, 'docs/verified.md'), whole ? parts : [], facts, path.join(repository, 'docs/bench.json'));
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${durations.join('\n')}`);
if (failures.length > 0) console.log(told(failures));
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);
