import { expect, test } from './support/fixtures';

test.describe('what changed', () => {
  test('is listed by service with a way back, and leads to field and file', async ({ designer, page }) => {
    await designer.select('postgres');
    await designer.fill('port', '6543');
    await designer.fill('database', 'shop');
    await page.getByRole('tab', { name: /^Changes/ }).click();
    const list = page.getByRole('region', { name: 'PostgreSQL', exact: true });
    await expect(list).toContainText('Databasebase2');
    await expect(list).not.toContainText('Port');
    await page.getByLabel('Compare with').selectOption('Defaults');
    await expect(list).toContainText('Port5432');
    await designer.isAccessible();
    await list.getByRole('button', { name: /^Port/ }).click();
    await expect(designer.input('port')).toBeFocused();
    await list.getByRole('button', { name: 'Set Port back to 5432' }).click();
    await expect(designer.input('port')).toHaveValue('5432');
    await page.getByRole('button', { name: 'changed .env.example' }).click();
    await expect(designer.code).toContainText('POSTGRES_DB=shop');
  });

  test('goes back one after the other by keys', async ({ designer, page }) => {
    await designer.fill('name', 'shop');
    await designer.fill('domain', 'shop.example.com');
    await page.getByRole('tab', { name: /^Changes/ }).click();
    await page.getByLabel('Compare with').selectOption('Defaults');
    await designer.button('Set Name back to base2').focus();
    await page.keyboard.press('Enter');
    await expect(designer.button('Set Domain back to localhost')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Changes' })).toBeFocused();
  });

  test('is counted at the service, and goes back all at once', async ({ designer, page }) => {
    await designer.select('postgres');
    await designer.fill('port', '6543');
    await designer.fill('database', 'shop');
    await expect(designer.form).toContainText('2 changed from default');
    await expect(designer.node('postgres')).toHaveAccessibleName(/2 changed from default/);
    await designer.form.getByRole('button', { name: 'Reset all' }).click();
    await expect(designer.input('port')).toHaveValue('5432');
    await expect(designer.form).not.toContainText('changed from default');
    await expect(designer.form.getByRole('heading', { level: 2 })).toBeFocused();
    await page.keyboard.press('Control+z');
    await expect(designer.form).toContainText('2 changed from default');
  });

  test('can be seen against a preset, and against a pasted stack.json', async ({ designer, page }) => {
    await page.getByRole('tab', { name: /^Changes/ }).click();
    await expect(page.getByText('Nothing changed yet')).toBeVisible();
    await page.getByLabel('Compare with').selectOption('Preset: Small VPS');
    await expect(page.getByRole('region', { name: 'Backup', exact: true })).toContainText('removed');
    await page.getByRole('button', { name: 'Put Backup back' }).click();
    await expect(designer.node('backup')).toBeVisible();

    const files = await designer.unzip();
    await page.getByLabel('Compare with').selectOption('A stack.json…');
    const dialog = page.getByRole('dialog', { name: 'Compare with a stack.json' });
    await expect(dialog.getByLabel('Content of stack.json')).toBeFocused();
    await dialog.getByLabel('Content of stack.json').fill('{"version":');
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await expect(dialog).toContainText('This is no JSON');
    const pasted = files['stack.json']!.replace('"name": "base2"', '"name": "theirs"');
    await dialog.getByLabel('Content of stack.json').fill(pasted.replace('"port": 5432', '"port": 80'));
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await expect(dialog).toContainText('services.postgres.port');
    await designer.isAccessible();
    await dialog.getByLabel('Content of stack.json').fill(pasted);
    await dialog.getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByRole('region', { name: 'Stack', exact: true }).last()).toContainText('theirs');
    await page.getByRole('tab', { name: 'Files' }).click();
    await designer.openFile('.env.example');
    await expect(page.getByRole('button', { name: /lines? changed/ })).toBeVisible();
  });
});
