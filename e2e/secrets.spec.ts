import { expect, test } from './support/fixtures';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test.describe('the secrets of a service', () => {
  test('are covered, say how strong they are and what another one means', async ({ designer, page }) => {
    await designer.select('postgres');
    const row = designer.form.locator('[data-secret=POSTGRES_PASSWORD]');
    const field = row.getByLabel('Password of the owner of the database');
    await expect(field).toHaveAttribute('type', 'password');
    await expect(row).toContainText('32 characters, 190 bits: beyond guessing');
    await expect(row).toContainText('scripts/rotate-password --sync');
    await designer.isAccessible();
    await row.getByRole('button', { name: 'Reveal POSTGRES_PASSWORD' }).click();
    await expect(field).toHaveAttribute('type', 'text');
    const value = await field.inputValue();
    await row.getByRole('button', { name: 'Copy POSTGRES_PASSWORD' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
    expect((await designer.unzip())['.env']).toContain(`POSTGRES_PASSWORD=${value}`);
  });

  test('are made anew, or typed, and can be had back', async ({ designer, page }) => {
    await designer.select('postgres');
    const row = designer.form.locator('[data-secret=POSTGRES_PASSWORD]');
    const field = row.getByLabel('Password of the owner of the database');
    const first = await field.inputValue();
    await row.getByRole('button', { name: 'Make a new POSTGRES_PASSWORD' }).click();
    await expect(field).not.toHaveValue(first);
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await expect(field).toHaveValue(first);

    await field.fill('too short');
    await field.blur();
    await expect(row).toContainText('letters, digits and . _ ~ - only');
    await designer.isAccessible();
    await field.press('Escape');
    await expect(field).toHaveValue(first);
    expect((await designer.unzip())['.env']).toContain(`POSTGRES_PASSWORD=${first}`);
    await field.fill('my-own.secret~with_0123456789');
    await field.press('Enter');
    expect((await designer.unzip())['.env']).toContain('POSTGRES_PASSWORD=my-own.secret~with_0123456789');
    expect(JSON.stringify(await designer.stored())).not.toContain('my-own.secret');
  });

  test('are downloaded as they stand, also by the key while one is being typed', async ({ designer, page }) => {
    await designer.select('pgadmin');
    const row = designer.form.locator('[data-secret]').first();
    const field = row.getByRole('textbox').or(row.locator('input[type=password]'));
    await field.fill('My-own-Secret-value-2024-xyz');
    const files = await designer.unzip(() => page.keyboard.press('Control+s'));
    expect(files['.env']).toContain('=My-own-Secret-value-2024-xyz\n');
    await expect(field).toBeFocused();
  });

  test('that cannot be used are told at the download, and nothing that was typed is lost', async ({ designer, page }) => {
    await designer.select('postgres');
    const row = designer.form.locator('[data-secret=POSTGRES_PASSWORD]');
    const field = row.getByLabel('Password of the owner of the database');
    await field.fill('short');
    await page.keyboard.press('Tab');
    await expect(row).toContainText('Use at least 16 characters. Until then the one before stays');
    await expect(row.getByRole('button', { name: 'Copy POSTGRES_PASSWORD' })).toBeDisabled();
    await expect(page.getByText('1 value to correct')).toBeVisible();
    await designer.isAccessible();

    await designer.select('api');
    await designer.download.click();
    const dialog = page.getByRole('dialog', { name: 'One value needs correcting first' });
    await expect(dialog).toContainText('Use at least 16 characters');
    await dialog.getByRole('button', { name: /PostgreSQL · Password of the owner/ }).click();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('short');
    await field.fill('short-no-more-2024-xyz');
    expect((await designer.unzip())['.env']).toContain('POSTGRES_PASSWORD=short-no-more-2024-xyz');
    await expect(page.getByText(/to correct/)).toHaveCount(0);
  });

  test('of admin pages follow into the entry that is made from them', async ({ designer }) => {
    await designer.select('traefik');
    await designer.field('dashboard').getByRole('radio', { name: 'Password', exact: true }).check();
    const row = designer.form.locator('[data-secret=TRAEFIK_PASSWORD]');
    await expect(row).toBeVisible();
    const before = (await designer.unzip())['.env']!.match(/^TRAEFIK_USER=.*$/m)![0];
    await row.getByRole('button', { name: 'Make a new TRAEFIK_PASSWORD' }).click();
    await expect.poll(async () => (await designer.unzip())['.env']!.match(/^TRAEFIK_USER=.*$/m)![0]).not.toBe(before);
  });
});
