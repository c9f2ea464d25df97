import { expect, test } from './support/fixtures';

test.describe('services', () => {
  test('an optional one is added from the menu, drawn between its neighbours and opened', async ({ designer }) => {
    await designer.add('Nginx');
    await expect(designer.node('nginx')).toBeVisible();
    await expect(designer.form.getByRole('heading', { name: 'Nginx' })).toBeVisible();
    await expect(designer.wire('traefik>nginx:nginx')).toBeAttached();
    await expect(designer.page.locator('[role=treeitem][data-path="nginx"]')).toBeVisible();
  });

  test('one that is there already cannot be added twice', async ({ designer }) => {
    await designer.button('Add service').click();
    const item = designer.page.getByRole('menuitem', { name: /pgAdmin/ });
    await expect(item).toHaveAttribute('aria-disabled', 'true');
    await expect(item).toContainText('In the stack already');
  });

  test('an optional one is removed, and one click brings it back as it was', async ({ designer }) => {
    await designer.select('pgadmin');
    await designer.fill('port', '5051');
    await designer.button('Remove pgAdmin').click();
    await expect(designer.node('pgadmin')).toHaveCount(0);
    await expect(designer.page.locator('[role=treeitem][data-path="pgadmin"]')).toContainText('removed');
    expect(Object.keys(await designer.unzip()).filter((path) => path.startsWith('pgadmin'))).toEqual([]);
    await designer.page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
    await expect(designer.node('pgadmin')).toContainText('5051');
  });

  test('what is said of a removal goes when it is undone, by key as by button', async ({ designer, page }) => {
    const log = page.getByRole('log');
    await designer.choose('remove pgadmin');
    await expect(log).toContainText('pgAdmin is removed.');
    await page.keyboard.press('Control+z');
    await expect(designer.node('pgadmin')).toBeVisible();
    await expect(log).not.toContainText('pgAdmin is removed.');
    await page.keyboard.press('Control+Shift+z');
    await expect(designer.node('pgadmin')).toHaveCount(0);
    await expect(log).toBeEmpty();
  });

  test('one that the stack needs stays, and the page says so', async ({ designer }) => {
    await designer.select('postgres');
    await expect(designer.button('Remove PostgreSQL')).toHaveCount(0);
    await designer.node('postgres').press('Delete');
    await expect(designer.page.getByText(/PostgreSQL is part of every stack/)).toBeVisible();
    await expect(designer.node('postgres')).toBeVisible();
  });

  test('can be moved, keep their place over a reload and go back on demand', async ({ designer, page }) => {
    const before = (await designer.node('api').boundingBox())!;
    await page.mouse.move(before.x + 80, before.y + 20);
    await page.mouse.down();
    await page.mouse.move(before.x + 110, before.y - 40, { steps: 6 });
    await page.mouse.up();
    const moved = (await designer.node('api').boundingBox())!;
    expect(moved.y).toBeLessThan(before.y - 30);
    await expect.poll(() => designer.stored()).toHaveProperty('layout.api');
    await page.reload();
    await expect(designer.button('Tidy the diagram')).toBeVisible();
    await designer.button('Tidy the diagram').click();
    await expect(designer.button('Tidy the diagram')).toHaveCount(0);
  });
});

test.describe('the arrangement', () => {
  test('is computed when asked for, by button or key, and is one step to undo', async ({ designer, page }) => {
    const elk: string[] = [];
    page.on('response', async (response) => {
      if (response.url().endsWith('.js') && Number((await response.body().catch(() => '')).length) > 1_000_000) elk.push(response.url());
    });
    expect(elk).toEqual([]);
    await designer.button('Arrange by what flows').click();
    await expect.poll(() => designer.stored()).toHaveProperty('layout.traefik');
    await expect.poll(() => elk.length).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => designer.stored()).not.toHaveProperty('layout');
    await designer.node('api').press('l');
    await expect(designer.button('Undo: Arrange the diagram')).toBeVisible();
    expect(elk).toHaveLength(1);
  });

  test('of a design from elsewhere that has no places is there before it is shown', async ({ designer, page }) => {
    const design = JSON.stringify({ version: 2, services: { nginx: {}, valkey: {} } });
    const chooser = page.waitForEvent('filechooser');
    await designer.button('Menu of the stack').click();
    await page.getByRole('menuitem', { name: /^Open file/ }).click();
    await (await chooser).setFiles({ name: 'stack.json', mimeType: 'application/json', buffer: Buffer.from(design) });
    await expect(designer.node('nginx')).toBeVisible();
    await expect.poll(() => designer.stored()).toHaveProperty('layout.nginx');
  });
});

test.describe('connections', () => {
  test('an optional one is cut, which changes the configuration, and drawn again', async ({ designer }) => {
    const id = 'api>postgres:sql';
    await designer.chip(id).click();
    await expect(designer.form).toContainText('Direct database access');
    await designer.button('Cut the connection').click();
    await expect(designer.wire(id)).toHaveCount(0);
    await designer.openFile('.env.example');
    await expect(designer.code).not.toContainText('API_DB_PASSWORD');
    await designer.draw('api', 'postgres');
    await expect(designer.wire(id)).toBeAttached();
    await expect(designer.code).toContainText('API_DB_PASSWORD');
  });

  test('one that was picked by its chip is cut with Delete', async ({ designer, page }) => {
    await designer.chip('api>postgres:sql').click();
    await page.keyboard.press('Delete');
    await expect(designer.wire('api>postgres:sql')).toHaveCount(0);
  });

  test('several between the same two have a chip each, to be picked by it', async ({ designer, page }) => {
    await designer.field('environment').getByRole('radio', { name: 'Development', exact: true }).check();
    for (const route of ['/api', '/api/docs', '/api/redoc']) {
      await page.locator('[data-edge^="traefik>api:"]').filter({ hasText: `${route} →` }).click();
      await expect(designer.form.getByRole('heading', { name: 'Connection' })).toBeVisible();
      await expect(designer.form).toContainText(`${route} → 8000`);
    }
  });

  test('one drawn from the edge to the admin exposes it, behind a password', async ({ designer }) => {
    await designer.draw('traefik', 'django');
    await expect(designer.wire('traefik>django:django-admin')).toBeAttached();
    await expect(designer.form).toContainText('a password');
  });

  test('one that makes no sense is refused with the reason at the cursor and after it', async ({ designer }) => {
    await designer.draw('postgres', 'react-app', async () => {
      await expect(designer.page.getByText(/has no use for/)).toBeVisible();
    });
    await expect(designer.page.getByRole('log')).toContainText(/has no use for/);
    await expect(designer.page.locator('.react-flow__edge')).toHaveCount(7);
  });

  test('cutting one asks only where drawing it again would not bring everything back', async ({ designer, page }) => {
    await designer.draw('traefik', 'django');
    await designer.select('django');
    await designer.field('adminExposure').getByRole('radio', { name: 'Both' }).check();
    await designer.field('adminAllow').locator('input').fill('192.0.2.0/24');
    await page.keyboard.press('Enter');
    const id = 'traefik>django:django-admin';
    await designer.wire(id).press('Delete');
    const question = page.getByRole('dialog', { name: 'Cut the connection?' });
    await expect(question).toContainText('is set to “Both”');
    await question.getByRole('button', { name: 'Keep it' }).click();
    await expect(designer.wire(id)).toBeAttached();
    await designer.wire(id).press('Delete');
    await question.getByRole('button', { name: 'Cut it' }).click();
    await expect(designer.wire(id)).toHaveCount(0);
    await designer.wire('api>postgres:sql').press('Delete');
    await expect(question).toHaveCount(0);
    await expect(designer.wire('api>postgres:sql')).toHaveCount(0);
  });

  test('one that belongs to its services says why it stays', async ({ designer }) => {
    await designer.chip('django>postgres:sql').click();
    await expect(designer.form).toContainText('cannot be cut');
    await expect(designer.button('Cut the connection')).toHaveCount(0);
  });
});

test.describe('undo and redo', () => {
  test('go over everything: fields, services, connections', async ({ designer, page }) => {
    await designer.fill('name', 'shop');
    await designer.add('Nginx');
    await designer.chip('api>postgres:sql').click();
    await designer.button('Cut the connection').click();
    await page.keyboard.press('Control+z');
    await expect(designer.wire('api>postgres:sql')).toBeAttached();
    await page.keyboard.press('Control+z');
    await expect(designer.node('nginx')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(designer.button(/^Stack base2/)).toBeVisible();
    await page.keyboard.press('Control+y');
    await expect(designer.button(/^Stack shop/)).toBeVisible();
    await page.keyboard.press('Control+Shift+z');
    await expect(designer.node('nginx')).toBeVisible();
  });

  test('take a typed word as one step, also while the field has the focus', async ({ designer, page }) => {
    await designer.input('name').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('bookshop');
    await expect(designer.button(/^Stack bookshop/)).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(designer.input('name')).toHaveValue('base2');
    await expect(page.getByRole('status').filter({ hasText: 'Undone: Change name' })).toBeAttached();
  });

  test('take a number back that was being typed', async ({ designer, page }) => {
    await designer.select('postgres');
    await designer.input('port').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('6543');
    await page.keyboard.press('Control+z');
    await expect(designer.input('port')).toHaveValue('5432');
    await expect(designer.node('postgres')).toContainText('5432');
  });

  test('have buttons that say what they would do', async ({ designer }) => {
    await expect(designer.button('Undo')).toHaveAttribute('aria-disabled', 'true');
    await designer.fill('name', 'shop');
    await designer.button('Undo: Change name').click();
    await expect(designer.input('name')).toHaveValue('base2');
    await designer.button('Redo: Change name').click();
    await expect(designer.input('name')).toHaveValue('shop');
  });
});
