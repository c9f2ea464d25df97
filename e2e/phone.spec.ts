import { devices } from '@playwright/test';
import { expect, test } from './support/fixtures';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent });

test.describe('on a phone', () => {
  test('the diagram is an overview above the list, and nothing is wider than the screen', async ({ designer, page }) => {
    await expect(designer.nodes).toHaveCount(6);
    await expect(page.getByRole('button', { name: /^PostgreSQL/ })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await designer.isAccessible();
  });

  test('a tap opens a form, and what is changed there is in the list', async ({ designer, page }) => {
    await page.getByRole('button', { name: /^PostgreSQL/ }).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
    await designer.isAccessible();
    await designer.fill('port', '6543');
    await page.getByRole('button', { name: 'Close' }).tap();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^PostgreSQL/ })).toContainText('6543');
  });

  test('a form is no wider than the smallest screen, with its secrets', async ({ designer, page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const title of ['PostgreSQL', 'pgAdmin', 'Django']) {
      await page.getByRole('button', { name: new RegExp(`^${title}`) }).first().tap();
      await expect(designer.form.locator('[data-secret]').first()).toBeAttached();
      const wide = await designer.form.evaluate((form) => [...form.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > 320).map((one) => one.outerHTML.slice(0, 80)));
      expect(wide, title).toEqual([]);
      await page.getByRole('button', { name: 'Close' }).tap();
    }
  });

  test('a tap on the diagram does the same', async ({ designer, page }) => {
    await designer.node('api').tap();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'FastAPI' })).toBeVisible();
  });

  test('services are added and removed', async ({ designer, page }) => {
    await page.getByRole('button', { name: 'Add service' }).tap();
    await page.getByRole('menuitem', { name: /^Nginx/ }).tap();
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'Nginx' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove Nginx' }).tap();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(designer.node('nginx')).toHaveCount(0);
  });

  test('the files have a tab, and the download works', async ({ designer, page }) => {
    await page.getByRole('tab', { name: 'Files' }).tap();
    await expect(designer.code).toContainText('services:');
    await designer.isAccessible();
    const waiting = page.waitForEvent('download');
    await designer.download.tap();
    expect((await waiting).suggestedFilename()).toBe('base2.zip');
  });
});
