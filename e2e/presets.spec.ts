import { devices } from '@playwright/test';
import { expect, test } from './support/fixtures';

test.describe('a first visit', () => {
  test('shows a stack that works, and says how to go on', async ({ designer, page }) => {
    const welcome = page.getByRole('region', { name: 'This design works as it is' });
    await expect(welcome.getByRole('listitem')).toHaveText([/^Choose a service/, /^Look at what the internet reaches/, /^Download/]);
    await expect(designer.nodes).toHaveCount(6);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await designer.isAccessible();
  });

  test('is over when it is dismissed, and does not come back', async ({ designer, page }) => {
    await designer.button('Dismiss the welcome').click();
    await expect(page.getByText('This design works as it is')).toHaveCount(0);
    await designer.select('postgres');
    await page.keyboard.press('Escape');
    await page.reload();
    await expect(designer.form.getByRole('heading', { name: 'Stack' })).toBeVisible();
    await expect(page.getByText('This design works as it is')).toHaveCount(0);
  });

  test('is over after an edit, also when that is undone', async ({ designer, page }) => {
    await designer.fill('name', 'shop');
    await expect(page.getByText('This design works as it is')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(designer.input('name')).toHaveValue('base2');
    await expect(page.getByText('This design works as it is')).toHaveCount(0);
    await page.reload();
    await expect(designer.form.getByRole('heading', { name: 'Stack' })).toBeVisible();
    await expect(page.getByText('This design works as it is')).toHaveCount(0);
  });

  test('moves nothing when the page comes to life', async ({ page }) => {
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/');
    await expect(page.getByText('This design works as it is')).toBeVisible();
    await expect(page.getByText(/^\d+ files$/)).toBeVisible();
    const total = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0));
    expect(total).toBeLessThan(0.02);
  });

  test('can be dismissed where the browser keeps nothing', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Dismiss the welcome' }).click();
    await page.locator('.react-flow__node[data-id="api"]').click();
    await page.locator('.react-flow__pane').click({ position: { x: 500, y: 30 } });
    await expect(page.getByRole('heading', { name: 'Stack', level: 2 })).toBeVisible();
    await expect(page.getByText('This design works as it is')).toHaveCount(0);
  });
});

test.describe('a preset', () => {
  test('says what it would change, is taken in one step, and given back in one', async ({ designer, page }) => {
    await designer.fill('name', 'shop');
    await designer.button('Menu of the stack').click();
    await page.getByRole('menuitem', { name: /^Start from/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Start from' });
    const card = dialog.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Hardened production' }) });
    await expect(card.locator('summary')).toHaveText(/17 differences: adds Valkey and Backup · removes pgAdmin · changes 14 settings/);
    await card.locator('summary').click();
    await expect(card.getByText('Traefik · Docker socket')).toBeVisible();
    await designer.isAccessible();
    await designer.button('Start from Hardened production').click();
    await expect(designer.node('valkey')).toBeVisible();
    await expect(designer.node('pgadmin')).toHaveCount(0);
    await expect(designer.input('name')).toHaveValue('shop');
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await expect(designer.node('pgadmin')).toBeVisible();
    await expect(designer.node('valkey')).toHaveCount(0);
  });

  test('is offered by the welcome and by the palette, which opens the one that is meant', async ({ designer, page }) => {
    await designer.button('Start from a preset…').click();
    await expect(page.getByRole('dialog', { name: 'Start from' })).toContainText('your design now');
    await page.keyboard.press('Escape');
    await designer.choose('small vps');
    await expect(designer.button('Start from Small VPS')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(designer.node('backup')).toBeVisible();
    await expect(designer.button('Undo: Start from “Small VPS”')).toBeVisible();
    await expect(page.getByRole('log')).toContainText('Small VPS');
    await page.keyboard.press('Control+z');
    await expect(designer.node('backup')).toHaveCount(0);
    await expect(page.getByRole('log')).not.toContainText('Small VPS');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent, colorScheme: 'dark' });

  test('the welcome stands below the diagram, and a preset is taken from there', async ({ designer, page }) => {
    await designer.isAccessible();
    await designer.button('Start from a preset…').tap();
    await designer.isAccessible();
    await designer.button('Start from Local development').tap();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^Mailpit/ })).toBeVisible();
  });
});
