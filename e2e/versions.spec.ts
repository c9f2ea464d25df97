import { expect, test } from './support/fixtures';

test.describe('versions of the design', () => {
  test('are named, survive a reload, and come back as one step', async ({ designer, page }) => {
    await designer.fill('name', 'first');
    await designer.keep('Before the shop');
    await designer.fill('name', 'second');
    await designer.add('Nginx');
    await expect.poll(() => designer.stored()).toHaveProperty('services.nginx');
    await page.reload();
    await designer.restore('Before the shop');
    await expect(designer.button(/^Stack first/)).toBeVisible();
    await expect(designer.node('nginx')).toHaveCount(0);
    await designer.button('Undo: Restore “Before the shop”').click();
    await expect(designer.node('nginx')).toBeVisible();
    await expect(designer.button(/^Stack second/)).toBeVisible();
  });

  test('what a restore takes the place of is kept by itself, also after a reload', async ({ designer, page }) => {
    await designer.keep('The default');
    await designer.fill('name', 'work-of-a-day');
    await designer.restore('The default');
    await page.reload();
    await designer.restore('Before: Restore “The default”');
    await expect(designer.button(/^Stack work-of-a-day/)).toBeVisible();
  });

  test('are renamed and deleted, which can be undone', async ({ designer, page }) => {
    await designer.keep('One');
    await designer.openVersions();
    const dialog = page.getByRole('dialog', { name: 'Versions' });
    await dialog.getByRole('button', { name: 'Rename One' }).click();
    await page.getByRole('dialog', { name: 'Rename the version' }).getByRole('textbox').fill('Two');
    await designer.button('Rename').click();
    await expect(dialog.getByRole('button', { name: 'Restore Two' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Delete Two' }).click();
    await expect(dialog).toContainText('No version yet');
    await page.keyboard.press('Escape');
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await designer.openVersions();
    await expect(dialog.getByRole('button', { name: 'Restore Two' })).toBeVisible();
  });

  test('need a name, have none of the secrets, and axe finds nothing', async ({ designer, page }) => {
    const env = (await designer.unzip())['.env'] ?? '';
    await designer.openVersions();
    await designer.isAccessible();
    await designer.button('Keep').click();
    await expect(page.getByRole('dialog')).toContainText('Give it a name');
    await page.getByRole('textbox', { name: 'Keep the design as it is now' }).fill('Now');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Restore Now' })).toBeVisible();
    await designer.isAccessible();
    const kept = await page.evaluate(() => localStorage.getItem('base2.versions'));
    const secrets = [...env.matchAll(/^\w*(?:PASSWORD|SECRET|KEY)=(.{8,})$/gm)].map(([, value]) => value!.replaceAll(/^'|'$/g, ''));
    expect(secrets.length).toBeGreaterThan(1);
    for (const secret of secrets) expect(kept).not.toContain(secret);
  });
});
