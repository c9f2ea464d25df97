// What failed, said once more at the end: a log of thousands of lines is often kept in part only.
import path from 'node:path';

const MOST_LINES = 12;

/** Without the colours of a terminal. */
const plain = (text) => text.replace(/\x1b\[[0-9;]*m/g, '');

const failure = (title, message) => ({ mark: '✗', title, message: plain(message ?? '') });

/**
 * The failed tests of a report of Vitest's `json` reporter; a file that failed before its tests is one.
 * @returns {{mark: string, title: string, message: string}[]}
 */
export function ofVitest({ testResults }, root) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [failure(file, message)] : [];
    return failed.map((each) => failure(`${file} > ${[...each.ancestorTitles, each.title].join(' > ')}`, each.failureMessages.join('\n')));
  });
}

const specsBelow = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsBelow)];

/** The failed tests of a report of Playwright's `json` reporter, and those that passed on a second try, marked `~`. */
export function ofPlaywright({ suites, errors }) {
  const tests = suites.flatMap(specsBelow).flatMap((spec) => spec.tests.map((test) => ({ spec, test })));
  const wrong = tests.filter(({ test }) => test.status === 'unexpected' || test.status === 'flaky');
  return [
    ...wrong.map(({ spec, test }) => ({
      ...failure(`${spec.file}:${spec.line} ${spec.title}`, test.results.find((result) => result.error)?.error.message),
      ...(test.status === 'flaky' && { mark: '~' }),
    })),
    ...errors.map((error) => failure('Playwright', error.message)),
  ];
}

/** The block that stands before the closing line of a run; empty when nothing failed. */
export function told(failures) {
  if (failures.length === 0) return '';
  const lines = failures.flatMap(({ mark, title, message }) => {
    const said = message.split('\n').filter((line) => line.trim());
    const more = said.length - MOST_LINES;
    return [`${mark} ${title}`, ...said.slice(0, MOST_LINES).map((line) => `    ${line}`), ...(more > 0 ? [`    … ${more} lines more above`] : [])];
  });
  return ['Failed (✗), or passed on the second try only (~):', ...lines].join('\n');
}
