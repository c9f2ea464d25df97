import type { Page } from '@playwright/test';
import { parseDocument } from 'yaml';
import { drag, held } from './support/drag';
import { expect, test } from './support/fixtures';
import { hostileFiles } from './support/hostile';

/** Begins to note the longest time in which the page did nothing that it was asked to. @returns what it was, in milliseconds. */
async function watchStandstill(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    const seen = { longest: 0, last: performance.now() };
    const note = () => {
      seen.longest = Math.max(seen.longest, performance.now() - seen.last);
      seen.last = performance.now();
    };
    const timer = setInterval(note, 5);
    return { end: () => (note(), clearInterval(timer), seen.longest) };
  });
  return () => watch.evaluate(({ end }) => end());
}

/** Milliseconds that the parser alone takes for a text, on this machine as it is now. */
function parsing(text: string): number {
  const start = performance.now();
  parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  return performance.now() - start;
}

/** Instead of reading files, the worker does this. */
const workerThat = (page: Page, script: string) => page.route(/worker/, (route) => route.fulfill({ contentType: 'text/javascript', body: script }));

test.describe('a file that takes long to read', () => {
  test('does not hold up the page: it answers in less than half of what parsing it takes alone', async ({ designer, page }) => {
    await expect(designer.button(/^Stack base2/)).toBeVisible();
    for (const { name, content, compose } of await hostileFiles()) {
      const files = await held(page, [{ name, content }]);
      // No number of milliseconds holds on every machine. Other work on this one only adds to a standstill, so it is
      // tried again: of a page that parses the file itself, no attempt is good.
      await expect(async () => {
        const standstill = await watchStandstill(page);
        await drag(page, files);
        const dialog = page.getByRole('dialog', { name: `${name} does not open` });
        await expect(dialog).toContainText('more than 30000 parts');
        const longest = await standstill();
        await dialog.getByRole('button', { name: 'Keep my design' }).click();
        expect(longest, name).toBeLessThan(parsing(compose) / 2);
      }).toPass();
    }
  });

  test('without an end leaves the page to the person, and is given up', async ({ designer, page }) => {
    await workerThat(page, 'for (;;);');
    await page.clock.install();
    await drag(page, [{ name: 'endless.yml', content: 'services: {}' }]);
    await expect(page.getByText('Reading endless.yml…')).toBeVisible();
    await designer.fill('name', 'meanwhile');
    await designer.add('Nginx');
    await page.clock.fastForward(30_000);
    const dialog = page.getByRole('dialog', { name: 'endless.yml does not open' });
    await expect(dialog).toContainText('Reading endless.yml takes too long: it is not opened.');
    await expect(page.getByText('Reading endless.yml…')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Keep my design' }).click();
    await expect(designer.button(/^Stack meanwhile/)).toBeVisible();
    await expect.poll(() => page.workers().length).toBe(0);
  });

  test('makes way for the next one', async ({ designer, page }) => {
    await workerThat(page, 'for (;;);');
    await drag(page, [{ name: 'endless.yml', content: 'services: {}' }]);
    await expect(page.getByText('Reading endless.yml…')).toBeVisible();
    await page.unroute(/worker/);
    await drag(page, [{ name: 'next.json', content: JSON.stringify({ version: 2, project: { name: 'next' } }) }]);
    await expect(designer.button(/^Stack next/)).toBeVisible();
    await expect.poll(() => page.workers().length).toBe(0);
  });

  test('and breaks what reads it is refused in a sentence', async ({ designer, page }) => {
    await workerThat(page, 'throw new Error("out of memory")');
    await designer.fill('name', 'mine');
    await drag(page, [{ name: 'breaking.yml', content: 'services: {}' }]);
    await expect(page.getByRole('dialog', { name: 'breaking.yml does not open' })).toContainText('did not start, or broke off');
    await page.keyboard.press('Escape');
    await expect(designer.button(/^Stack mine/)).toBeVisible();
  });

  test('for what is wrong with it in thousands of places is told by the first of them', async ({ designer, page }) => {
    await designer.fill('name', 'mine');
    await drag(page, [{ name: 'keys.yml', content: `services:\n  a:\n    image: acme/a:1.0\n${Array.from({ length: 5_000 }, (_, at) => `    k${at}: 1\n`).join('')}` }]);
    const report = page.getByRole('dialog', { name: 'What is in keys.yml' });
    const left = report.getByRole('region', { name: /^Not understood/ });
    await expect(left.getByRole('listitem').filter({ hasText: 'line 4' }).first()).toContainText('k0 is left out');
    await expect(left).toContainText(/And 47\d\d more/);
    await page.keyboard.press('Escape');
    const many = (value: unknown) => Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`c${at}`, value]));
    const wrong: readonly [object, string][] = [
      [{ services: { api: many(1) } }, 'and 4988 more.'],
      [{ services: {}, containers: many({ image: 1 }) }, 'At most 30 containers'],
    ];
    for (const [parts, sentence] of wrong) {
      await drag(page, [{ name: 'stack.json', content: JSON.stringify({ version: 2, project: {}, tls: {}, hardening: {}, ...parts }) }]);
      await expect(page.getByRole('dialog', { name: 'stack.json does not open' })).toContainText(sentence);
      await page.keyboard.press('Escape');
    }
    await expect(designer.button(/^Stack mine/)).toBeVisible();
  });
});
