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

test('the tool starts in parts: the diagram has a frame of its own after what is around it, and closed menus are not measured', async ({ page }) => {
  await page.addInitScript(() => {
    const seen = { around: 0, diagram: 0, measured: 0 };
    Object.assign(window, { seen });
    const measure = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function () {
      if (this.matches('[aria-haspopup=menu]')) seen.measured += 1;
      return measure.call(this);
    };
    let frame = 0;
    const look = () => {
      frame += 1;
      if (document.querySelector('[aria-haspopup=menu]')) seen.around ||= frame;
      if (document.querySelector('.react-flow')) seen.diagram ||= frame;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto('/');
  await expect(page.getByText(/^\d+ files$/)).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seen: Record<'around' | 'diagram' | 'measured', number> }).seen);
  expect(seen.around).toBeGreaterThan(0);
  expect(seen.diagram).toBeGreaterThan(seen.around);
  expect(seen.measured).toBe(0);
});
