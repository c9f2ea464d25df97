import { firstLoadOf } from '../bench/first-load';
import { expect, test } from './support/fixtures';

const KIB = 1024;

/** Compressed JavaScript; in all it is what it takes today, and not to grow unseen. */
const most = { named: 200 * KIB, settled: 490 * KIB };

test('a first visit loads a bounded amount of JavaScript: by name of the HTML, and with all that follows by itself', async ({ page }) => {
  const { named, settled } = await firstLoadOf(page, '/');
  expect(named).toBeGreaterThan(0);
  expect(named).toBeLessThanOrEqual(most.named);
  expect(settled).toBeLessThanOrEqual(most.settled);
});

test('what is needed at times only is fetched at that time: the arrangement, dialogs, the zip', async ({ designer, page }) => {
  const scripts = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).length);
  await expect(page.getByText(/^\d+ files$/)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const before = await scripts();
  await designer.openVersions();
  const withVersions = await scripts();
  expect(withVersions).toBeGreaterThan(before);
  await page.keyboard.press('Escape');
  await designer.unzip();
  expect(await scripts()).toBeGreaterThan(withVersions);
});
