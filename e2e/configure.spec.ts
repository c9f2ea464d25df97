import { expect, test } from './support/fixtures';

test.describe('configuring', () => {
  test('a click on a service opens its form, a click on the background that of the stack', async ({ designer }) => {
    await designer.select('postgres');
    await expect(designer.form.getByRole('heading', { name: 'PostgreSQL' })).toBeVisible();
    await designer.page.locator('.react-flow__pane').click({ position: { x: 700, y: 30 } });
    await expect(designer.form.getByRole('heading', { name: 'Stack' })).toBeVisible();
  });

  test('a changed port is on the card, on the lines and in the files', async ({ designer }) => {
    await designer.select('postgres');
    await designer.fill('port', '6543');
    await expect(designer.node('postgres')).toContainText('6543');
    await expect(designer.chip('api>postgres:sql')).toHaveText('sql → 6543');
    await designer.openFile('.env.example');
    await expect(designer.code).toContainText('POSTGRES_PORT=6543');
  });

  test('the name at the top follows the form', async ({ designer }) => {
    await designer.fill('name', 'shop');
    await expect(designer.button(/^Stack shop/)).toBeVisible();
    await expect(designer.page).toHaveTitle(/Base2 Designer/);
  });

  test('a field that was changed can be set back', async ({ designer }) => {
    await designer.fill('name', 'shop');
    await designer.field('name').getByRole('button', { name: /^Reset/ }).click();
    await expect(designer.input('name')).toHaveValue('base2');
    await expect(designer.input('name')).toBeFocused();
  });

  test('a choice that was changed can be set back, and has the focus then', async ({ designer }) => {
    const environment = designer.field('environment');
    await environment.getByRole('radio', { name: 'Development' }).check();
    await environment.getByRole('button', { name: /^Reset/ }).click();
    await expect(environment.getByRole('radio', { name: 'Production' })).toBeFocused();
  });

  test('a text is taken without the spaces around it, as one step', async ({ designer, page }) => {
    await designer.fill('domain', ' shop.example.com ');
    await expect(designer.input('domain')).toHaveValue('shop.example.com');
    await expect(designer.input('domain')).not.toHaveAttribute('aria-invalid');
    await page.keyboard.press('Control+z');
    await expect(designer.input('domain')).toHaveValue('localhost');
  });

  test('what stands in a list without Enter is kept when the page is left', async ({ designer, page }) => {
    await designer.input('aliases').fill('shop.example.org');
    await page.reload();
    await expect(designer.field('aliases')).toContainText('shop.example.org');
  });

  test('files that an edit changes are marked', async ({ designer }) => {
    await designer.fill('domain', 'app.example.com');
    await expect(designer.page.locator('[role=treeitem][data-path=".env"]')).toContainText('changed');
    await expect(designer.page.locator('[role=treeitem][data-path=".editorconfig"]')).not.toContainText('changed');
  });
});

test.describe('a value that breaks a rule', () => {
  test('is named at its field, on its card and below the diagram', async ({ designer }) => {
    await designer.select('postgres');
    await designer.fill('port', '80');
    await expect(designer.field('port')).toContainText('use 1024 or higher');
    await expect(designer.input('port')).toHaveAttribute('aria-invalid', 'true');
    await expect(designer.node('postgres')).toHaveAccessibleName(/1 to correct/);
    await expect(designer.page.getByText(/1 value to correct/)).toBeVisible();
    await designer.isAccessible();
  });

  test('never reaches diagram or files', async ({ designer }) => {
    await designer.select('postgres');
    await designer.fill('port', '6543');
    await designer.fill('port', '80');
    await expect(designer.node('postgres')).toContainText('6543');
    await designer.openFile('.env.example');
    await expect(designer.code).toContainText('POSTGRES_PORT=6543');
  });

  test('stops the download, which lists it and leads to the field', async ({ designer }) => {
    await designer.fill('domain', 'https://example.com/');
    await designer.select('postgres');
    await designer.download.click();
    const dialog = designer.page.getByRole('dialog', { name: /One value needs correcting/ });
    await expect(dialog).toBeVisible();
    await designer.isAccessible();
    await dialog.getByRole('button', { name: /Stack · Domain/ }).click();
    await expect(designer.input('domain')).toBeFocused();
  });

  test('across two fields is explained where the person looks', async ({ designer }) => {
    await designer.input('mode').selectOption({ label: "Let's Encrypt" });
    await expect(designer.field('mode')).toContainText(/public|domain/i);
    await designer.fill('domain', 'app.example.com');
    await designer.fill('email', 'ops@example.com');
    await expect(designer.page.getByText(/to correct/)).toHaveCount(0);
  });
});
