import { expect, test } from './support/fixtures';

test.describe('a custom container', () => {
  test('is named, set up, seen in the files, taken back step by step and shared', async ({ designer, page, context }) => {
    await designer.button('Add service').click();
    await page.getByRole('menuitem', { name: /^Custom container/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Custom container' });
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await dialog.getByLabel('Name').fill('api');
    await expect(dialog).toContainText('belongs to a part of the stack');
    await dialog.getByLabel('Name').fill('shop');
    await page.keyboard.press('Enter');
    await expect(designer.node('shop')).toBeVisible();
    await expect(designer.form.getByRole('heading', { name: 'shop', level: 2 })).toBeVisible();

    await designer.fill('image', 'ghcr.io/acme/shop:latest');
    await expect(designer.field('image')).toContainText(':latest moves');
    await designer.fill('image', 'ghcr.io/acme/shop:2.1.0');
    await expect(designer.field('image')).not.toContainText('moves');
    await designer.fill('port', '3000');
    await designer.input('exposure').selectOption('public');
    await designer.fill('route', '/store');
    await designer.fill('variables', 'LOG_LEVEL=info\nGREETING=hello, you');
    await expect(designer.node('shop')).toContainText('shop:2.1.0 · 3000');
    await expect(designer.chip('traefik>shop:shop_route')).toContainText('/store → 3000');

    await designer.openFile('local.docker.yml');
    await expect(designer.code).toContainText('image: ghcr.io/acme/shop:2.1.0');
    await designer.openFile('.env.example');
    await expect(designer.code).toContainText('SHOP__LOG_LEVEL=info');

    await page.keyboard.press('Control+z');
    await expect(designer.code).not.toContainText('SHOP__LOG_LEVEL');
    await page.keyboard.press('Control+Shift+z');
    await expect(designer.code).toContainText('SHOP__LOG_LEVEL=info');

    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await designer.button('Share').click();
    await expect(page.getByRole('log')).toContainText('Link copied');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await designer.button('Remove shop').click();
    await expect(designer.node('shop')).toHaveCount(0);
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await page.goto(link);
    await expect(designer.node('shop')).toContainText('shop:2.1.0 · 3000');
    await designer.isAccessible();
  });

  test('is copied and renamed, and keeps what was set', async ({ designer, page }) => {
    await designer.button('Add service').click();
    await page.getByRole('menuitem', { name: /^Custom container/ }).click();
    await page.getByRole('dialog', { name: 'Custom container' }).getByLabel('Name').press('Enter');
    await designer.fill('port', '3000');
    await designer.button('Duplicate app').click();
    await expect(designer.node('app-2')).toContainText('3000');
    await designer.button('Rename app-2').click();
    await page.getByRole('dialog', { name: 'Rename app-2' }).getByLabel('Name').fill('other');
    await page.keyboard.press('Enter');
    await expect(designer.node('app-2')).toHaveCount(0);
    await expect(designer.node('other')).toContainText('3000');
    await designer.draw('other', 'postgres');
    await expect(designer.wire('other>postgres:sql')).toBeAttached();
  });
});
