import { devices } from '@playwright/test';
import { expect, test } from './support/fixtures';

const SWITCH = 'What can the internet reach?';

test.describe('what can be reached', () => {
  test('the diagram and a list say what the internet reaches, by which path and through what', async ({ designer, page }) => {
    await designer.button(SWITCH).click();
    const pane = page.getByRole('region', { name: 'What can be reached' });
    const way = pane.getByRole('listitem').filter({ hasText: 'https://localhost/api/**' }).first();
    await expect(way).toContainText('api:8000');
    await expect(way).toContainText('the program asks for a log-in');
    await way.getByText(/^Passes 8 middlewares$/).click();
    await expect(way).toContainText('Lets 50 requests a second through for each client address, 100 at once');
    await expect(pane.getByText('https://localhost/**', { exact: true })).toBeVisible();
    await expect(designer.card('api')).toHaveAttribute('data-reach', 'lit');
    await expect(designer.card('postgres')).toHaveAttribute('data-reach', 'out');
    await expect(designer.chip('api>postgres:sql')).toHaveCount(0);
    await designer.isAccessible();
  });

  test('it follows the design: a routed admin is a way in, with its guard', async ({ designer, page }) => {
    await designer.draw('traefik', 'django');
    await designer.button(SWITCH).click();
    await page.locator('.react-flow__pane').click({ position: { x: 500, y: 20 } });
    const pane = page.getByRole('region', { name: 'What can be reached' });
    await expect(pane.getByRole('listitem').filter({ hasText: '/admin/**' }).first()).toContainText('password');
    await expect(designer.card('django')).toHaveAttribute('data-reach', 'lit');
  });

  test('who reaches the database is asked by picking it: who is told its address, and who merely shares a network', async ({ designer, page }) => {
    await designer.button(SWITCH).click();
    await designer.node('postgres').click();
    const pane = page.getByRole('region', { name: 'What can be reached' });
    await expect(pane.getByRole('heading', { name: 'Who can reach PostgreSQL?' })).toBeVisible();
    await expect(pane).toContainText('The internet does not reach it.');
    await expect(pane.getByRole('list', { name: 'Called by' })).toContainText('FastAPI');
    await expect(pane.getByRole('list', { name: /^On a network with it/ })).toContainText('React SPA');
    await expect(designer.card('react-app')).toHaveAttribute('data-reach', 'could');
    await designer.isAccessible();
    await pane.getByRole('combobox').selectOption('api');
    await expect(pane).toContainText('The internet does, at https://localhost/api/**.');
    await pane.getByRole('combobox').selectOption('traefik');
    await expect(pane).toContainText('The internet does, at port 80 and 443: it is the entry to all others.');
  });

  test('networks of their own leave the database to its clients', async ({ designer, page }) => {
    await designer.field('networks').getByRole('radio', { name: 'Edge, app, data' }).check();
    await designer.node('postgres').click();
    await designer.button(SWITCH).click();
    const pane = page.getByRole('region', { name: 'What can be reached' });
    await expect(pane).toContainText('Nobody else.');
    await expect(designer.card('react-app')).toHaveAttribute('data-reach', 'out');
  });

  test('the key X turns it on and off from the diagram, and the settings come back', async ({ designer, page }) => {
    await designer.node('api').focus();
    await page.keyboard.press('x');
    await expect(page.getByRole('heading', { name: 'Who can reach FastAPI?' })).toBeVisible();
    await page.keyboard.press('x');
    await expect(designer.form.getByRole('heading', { name: 'FastAPI' })).toBeVisible();
  });

  test('what a line passes is said in a few words when it is pointed at, and in full on its card', async ({ designer, page }) => {
    await expect(page.getByText(/^\d+ files$/)).toBeVisible();
    await designer.chip('traefik>api:api').hover();
    await expect(page.locator('[role=status]').filter({ hasText: '/api → 8000' })).toContainText('50/s, 100 at once');
    await designer.chip('traefik>api:api').click();
    await expect(designer.form.getByRole('region', { name: 'Way in at /api/**' }).getByRole('listitem')).toHaveCount(8);
    await designer.chip('api>postgres:sql').click();
    await expect(designer.form).toContainText('DB_HOST');
    await designer.isAccessible();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent });

  test('the same answers are a sheet', async ({ designer, page }) => {
    await designer.button(SWITCH).tap();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('listitem').filter({ hasText: 'https://localhost/api/**' }).first()).toBeVisible();
    await designer.isAccessible();
    await sheet.getByRole('combobox').selectOption('postgres');
    await expect(sheet).toContainText('The internet does not reach it.');
    await sheet.getByRole('button', { name: 'Close' }).tap();
    await expect(page.getByRole('button', { name: /^PostgreSQL/ })).toBeVisible();
  });
});
