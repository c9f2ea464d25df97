// `npm test`: installs what is missing, then type check, lint, unit tests and browser tests.
import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ofPlaywright, ofVitest, told } from './lib/failures.mjs';
import { checkNode, ensureBuilt, ensureChromium, ensureInstalled, root, run } from './lib/steps.mjs';

checkNode();
ensureInstalled();

const reports = mkdtempSync(path.join(os.tmpdir(), 'base2-test-'));
const total = { passed: 0, failed: 0 };
const failures = [];

function report(name) {
  const file = path.join(reports, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function add(passed, failed) {
  total.passed += passed;
  total.failed += failed;
}

/** A step that is one check by itself, or one whose report counts its tests and names those that failed. */
function step(title, ok, counts) {
  if (counts) add(counts.passed, Math.max(counts.failed, ok ? 0 : 1));
  else add(ok ? 1 : 0, ok ? 0 : 1);
  failures.push(...(counts?.failures ?? []), ...(ok ? [] : [{ mark: '✗', title, message: '' }]));
  console.log(`${ok ? '✓' : '✗'} ${title}`);
}

console.log('\n▸ Type check');
run('npx', ['--no-install', 'next', 'typegen']);
step('Type check', run('npm', ['run', '--silent', 'typecheck']));

console.log('\n▸ Lint');
step('Lint', run('npm', ['run', '--silent', 'lint']));

console.log('\n▸ Unit tests');
const unitOk = run('npx', ['--no-install', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/unit.json`]);
const unit = report('unit.json');
step('Unit tests', unitOk, unit && { passed: unit.numPassedTests, failed: unit.numFailedTests, failures: ofVitest(unit, root) });

const chromium = await ensureChromium();
ensureBuilt();
console.log('\n▸ Browser tests');
const browserOk = run('npx', ['--no-install', 'playwright', 'test', '--reporter=list,json'], {
  CHROMIUM: chromium,
  PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(reports, 'browser.json'),
});
const browser = report('browser.json');
step('Browser tests', browserOk, browser && { passed: browser.stats.expected + browser.stats.flaky, failed: browser.stats.unexpected, failures: ofPlaywright(browser) });

if (failures.length > 0) console.log(`\n${told(failures)}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
