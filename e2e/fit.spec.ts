import { expect, test } from './support/fixtures';

test.describe('a change that does not fit the rest', () => {
  test("Let's Encrypt on localhost asks for domain and address on the spot, and is one step to undo", async ({ designer, page }) => {
    await designer.input('mode').selectOption({ label: "Let's Encrypt" });
    const help = designer.field('mode').getByRole('group', { name: 'Make it fit' });
    await expect(help.getByLabel('Stack · Domain')).toBeVisible();
    await designer.isAccessible();
    await help.getByRole('button', { name: 'Make both changes' }).first().click();
    await expect(help.getByText('Fill this in')).toHaveCount(2);
    await help.getByLabel('Stack · Domain').fill('shop.internal');
    await help.getByLabel('TLS · E-mail for the certificate').first().fill('ops@example.com');
    await help.getByRole('button', { name: 'Make both changes' }).first().click();
    await expect(help).toContainText('shop.internal can use the own authority');
    await help.getByLabel('Stack · Domain').fill('app.example.com');
    await help.getByRole('button', { name: 'Make both changes' }).first().click();
    await expect(page.getByText(/to correct/)).toHaveCount(0);
    await expect(designer.input('domain')).toHaveValue('app.example.com');
    await expect(designer.input('mode')).toBeFocused();
    await designer.openFile('.env.example');
    await expect(designer.code).toContainText('TRAEFIK_CERT_EMAIL=ops@example.com');

    await page.keyboard.press('Control+z');
    await expect(designer.input('domain')).toHaveValue('localhost');
    await expect(designer.input('mode')).toHaveValue('le-production');
    await designer.field('mode').getByRole('button', { name: /^Back to Own small authority/ }).click();
    await expect(page.getByText(/to correct/)).toHaveCount(0);
  });

  test('says at the field that was changed what it breaks in another service, and mends it there', async ({ designer, page }) => {
    await designer.field('environment').getByRole('radio', { name: 'Development', exact: true }).check();
    await designer.select('django');
    await designer.field('debug').getByRole('switch').click();
    await page.locator('.react-flow__pane').click({ position: { x: 700, y: 30 } });
    await designer.field('environment').getByRole('radio', { name: 'Production', exact: true }).check();
    await expect(designer.field('environment')).toContainText('Django · Debug pages');
    await designer.isAccessible();
    await designer.field('environment').getByRole('button', { name: /Django · Debug pages on to off/ }).click();
    await expect(page.getByText(/to correct/)).toHaveCount(0);
    await expect(page.getByRole('log')).toContainText('Changed: Django · Debug pages');
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await expect(designer.field('environment')).toContainText('Django · Debug pages');
  });

  test('a service that another cannot be without goes only together with it', async ({ designer, page }) => {
    await designer.add('Celery worker');
    await expect(designer.node('valkey')).toBeVisible();
    await designer.select('valkey');
    await designer.form.getByRole('button', { name: 'Remove Valkey' }).click();
    await expect(page.getByRole('log')).toContainText('Celery worker cannot be without Valkey');
    await page.getByRole('log').getByRole('button', { name: 'Remove both' }).click();
    await expect(designer.node('valkey')).toHaveCount(0);
    await expect(designer.node('worker')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(designer.node('valkey')).toBeVisible();
    await expect(designer.node('worker')).toBeVisible();
  });
});

test('of two that took the same path either may leave it, and the way back leads past what was refused', async ({ designer, page }) => {
  await designer.button('Add service').click();
  await page.getByRole('menuitem', { name: /^Custom container/ }).click();
  await page.getByRole('dialog', { name: 'Custom container' }).getByLabel('Name').press('Enter');
  await designer.input('exposure').selectOption('public');
  await designer.fill('route', '/shop');
  await designer.fill('route', '/a b');
  await designer.fill('route', '/admin');
  const help = designer.field('route').getByRole('group', { name: 'Make it fit' });
  await expect(help.getByRole('button', { name: /^Back to/ })).toHaveText('Back to /shop');
  await expect(help.getByRole('textbox')).toHaveCount(1);
  await help.getByLabel('Django · Admin address').fill('/office');
  await help.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByText(/to correct/)).toHaveCount(0);
  await expect(designer.input('route')).toHaveValue('/admin');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Changed: Django · Admin address.')).toHaveCount(0);
  await designer.field('route').getByRole('button', { name: 'Back to /shop' }).click();
  await expect(page.getByText(/to correct/)).toHaveCount(0);
});

test('an offer leaves out what is so already, and nothing half typed is gone back to', async ({ designer, page }) => {
  await designer.select('traefik');
  await designer.fill('httpPort', '443');
  await designer.input('httpsPort').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('3');
  await page.keyboard.press('Tab');
  const field = designer.field('httpsPort');
  await expect(field.getByRole('button', { name: /HTTP port 443 to 80/ })).toBeVisible();
  await expect(field.getByRole('button', { name: /^Back to/ })).toHaveCount(0);
  await field.getByRole('button', { name: /HTTP port 443 to 80/ }).click();
  await expect(page.getByText(/to correct/)).toHaveCount(0);
});

test('a warning stands at its field and holds nothing up', async ({ designer, page }) => {
  await designer.fill('domain', 'app.example.com');
  await expect(designer.field('mode')).toContainText('everybody else who opens app.example.com sees a warning');
  await expect(page.getByText(/to correct/)).toHaveCount(0);
  await designer.isAccessible();
  const files = await designer.unzip();
  expect(files['.env.example']).toContain('WEBSITE_DOMAIN=app.example.com');
});

test('a choice that other fields rule out says why, beside it', async ({ designer }) => {
  await designer.select('traefik');
  const preload = designer.field('hstsPreload');
  await expect(preload).toContainText('Not with “Own small authority”');
  await expect(preload.getByRole('switch')).toHaveAttribute('aria-disabled', 'true');
  await designer.isAccessible();
  await designer.field('entry').getByRole('radio', { name: 'Of the host' }).check();
  await expect(preload.getByRole('switch')).not.toHaveAttribute('aria-disabled', 'true');
  await designer.page.locator('.react-flow__pane').click({ position: { x: 700, y: 30 } });
  await expect(designer.field('mode')).toContainText('TLS ends at the shared Traefik');
});
