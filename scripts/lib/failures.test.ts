import { expect, test } from 'vitest';
import { ofPlaywright, ofVitest, told } from './failures.mjs';

const passed = { status: 'passed', ancestorTitles: [], title: 'holds', failureMessages: [] };
const failed = { status: 'failed', ancestorTitles: ['a stack'], title: 'boots', failureMessages: ['\x1b[31mexpected 1\x1b[39m to be 2'] };

test('a failed test is told by file, title and message, without colours', () => {
  const report = { testResults: [{ name: '/here/lib/a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] }] };
  expect(told(ofVitest(report, '/here'))).toMatch(/second try only \(~\):\n✗ lib\/a\.test\.ts > a stack > boots\n {4}expected 1 to be 2$/);
});

test('a file that could not be read is told too', () => {
  const report = { testResults: [{ name: '/here/lib/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] }] };
  expect(ofVitest(report, '/here')).toEqual([{ mark: '✗', title: 'lib/b.test.ts', message: 'no such module' }]);
});

test('browser tests are found at any depth, those that passed on the second try marked', () => {
  const spec = (title: string, status: string, message?: string) => ({ file: 'share.spec.ts', line: 7, title, tests: [{ status, results: [{ ...(message && { error: { message } }) }] }] });
  const suites = [{ specs: [spec('one', 'expected')], suites: [{ specs: [spec('two', 'unexpected', 'gone'), spec('three', 'flaky', 'late')] }] }];
  expect(ofPlaywright({ suites, errors: [{ message: 'port taken' }] })).toEqual([
    { mark: '✗', title: 'share.spec.ts:7 two', message: 'gone' },
    { mark: '~', title: 'share.spec.ts:7 three', message: 'late' },
    { mark: '✗', title: 'Playwright', message: 'port taken' },
  ]);
});

test('a long message is cut, and says so; nothing is said when nothing failed', () => {
  const message = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
  expect(told([{ mark: '✗', title: 'long', message }])).toMatch(/line 11\n {4}… 8 lines more above$/);
  expect(told([])).toBe('');
});
