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
    expect((await designer.unzip())['.env']).toContain(`POSTGRES_PASSWORD=${first}`);
    await field.fill('my-own.secret~with_0123456789');
    await field.press('Enter');
    await expect.poll(async () => (await designer.unzip())['.env']).toContain('POSTGRES_PASSWORD=my-own.secret~with_0123456789');
    expect(JSON.stringify(await designer.stored())).not.toContain('my-own.secret');
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
