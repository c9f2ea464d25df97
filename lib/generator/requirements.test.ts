import { expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { exportOf } from './test-export';

// pip before 23.3, which the Python of many distributions brings into a new .venv, looks for a package by its extras too:
// "coverage[toml]", wanted by pytest-cov, is none of its hashes when the list says "coverage".
test.each(['api', 'django'])('older versions of pip install what tests %s, too', (app) => {
  const list = exportOf(defaultStack).text(`${app}/requirements-dev.txt`);
  expect(list).toContain('--generate-hashes --no-strip-extras ');
  expect(list).toMatch(/^coverage\[toml\]==/m);
});
