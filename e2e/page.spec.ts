import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures';

test.describe('the design', () => {
  test('survives a reload, with values that are still wrong', async ({ designer, page }) => {
    await designer.fill('name', 'bookshop');
    await designer.add('Nginx');
    await designer.fill('port', '99');
    await page.reload();
    await expect(designer.button(/^Stack bookshop/)).toBeVisible();
    await designer.select('nginx');
    await expect(designer.input('port')).toHaveValue('99');
    await expect(designer.field('port')).toContainText('1024');
  });

  test('is a fresh one when the saved one cannot be read, and says so', async ({ designer, page }) => {
    await page.evaluate(() => localStorage.setItem('base2.design', '{"version":1,'));
    await page.reload();
    await expect(designer.nodes).toHaveCount(6);
    await expect(page.getByRole('log')).toContainText('could not be read');
    const waiting = page.waitForEvent('download');
    await page.getByRole('log').getByRole('button', { name: 'Save what is there' }).click();
    expect(await readFile(await (await waiting).path(), 'utf8')).toBe('{"version":1,');
  });

  test('can be made without storage; the page says once that nothing is kept', async ({ designer, page }) => {
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await designer.fill('name', 'one');
    await designer.fill('name', 'two');
    await expect(page.getByRole('log').getByText(/does not keep the design/)).toHaveCount(1);
    await expect(designer.button(/^Stack two/)).toBeVisible();
  });
});

test.describe('the page', () => {
  test('turns dark on demand, and stays so', async ({ designer, page }) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await designer.button('Use dark colours').click();
    await expect.poll(ground).not.toBe(light);
    const dark = await ground();
    await page.reload();
    expect(await ground()).toBe(dark);
    await designer.button('Use light colours').click();
    await expect.poll(ground).toBe(light);
  });

  test('has panels that fold and remember it', async ({ designer, page }) => {
    await designer.button('Close the panel').click();
    await expect(designer.code).toHaveCount(0);
    await expect(page.getByText(/^\d+ files$/)).toBeVisible();
    await page.reload();
    await expect(designer.node('postgres')).toBeVisible();
    await expect(designer.code).toHaveCount(0);
    await designer.button('Open the panel').click();
    await expect(designer.code).toBeVisible();
  });
});

test('when its code does not arrive, the page shows what it can and how to go on', async ({ page, request, complaints }) => {
  const html = await (await request.get('/', { headers: { accept: 'text/html' } })).text();
  await page.route(/\/_next\/static\/chunks\/.*\.js/, (route) =>
    html.includes(new URL(route.request().url()).pathname) ? route.continue() : route.abort(),
  );
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'A part of the page did not arrive' })).toBeVisible();
  await expect(page.getByText('Your design is kept in this browser.')).toBeVisible();
  await page.unroute(/\/_next\/static\/chunks\/.*\.js/);
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(page.locator('.react-flow__node-service')).toHaveCount(6);
  complaints.length = 0;
});

test.describe('when the connection is lost after the page has come', () => {
  test('a dialog says so, the page stays as it is, and the next try opens it', async ({ designer, page, context, complaints }) => {
    await designer.select('postgres');
    await designer.fill('port', '6000');
    await context.setOffline(true);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'This part of the page did not arrive' })).toBeVisible();
    await designer.isAccessible();
    await page.keyboard.press('Escape');
    await expect(designer.input('port')).toHaveValue('6000');
    await context.setOffline(false);
    await page.keyboard.press('Control+k');
    await expect(designer.palette).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect(designer.input('port')).toHaveValue('5432');
    complaints.length = 0;
  });

  test('a panel and the list say so in their places, and come with another try', async ({ designer, page, context, complaints }) => {
    await context.setOffline(true);
    await page.getByRole('tab', { name: 'Changes' }).click();
    const panel = page.getByRole('tabpanel', { name: 'Changes' });
    await expect(panel).toContainText('This part of the page did not arrive');
    await designer.button('Show as a list').click();
    await designer.button('Show the diagram').click();
    await expect(designer.nodes).toHaveCount(6);
    await context.setOffline(false);
    await panel.getByRole('button', { name: 'Try again' }).click();
    await expect(panel).toContainText('Nothing changed yet');
    complaints.length = 0;
  });

  test('a download and a link say what did not arrive', async ({ designer, page, context, complaints }) => {
    await expect(page.getByText(/^\d+ files$/)).toBeVisible();
    await context.setOffline(true);
    await designer.download.click();
    await expect(page.getByText('The part of the page that makes the zip did not arrive.')).toBeVisible();
    await designer.button('Share').click();
    await expect(page.getByText('The part of the page that makes links did not arrive.')).toBeVisible();
    await page.evaluate(() => (location.hash = '#s=3.xxxx'));
    await expect(page.getByText('The part of the page that opens links did not arrive.')).toBeVisible();
    // What failed is asked for once more after a while: nothing comes after that.
    await page.close();
    complaints.length = 0;
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page still shows what it is about', async ({ page, request }) => {
    await page.goto('/');
    await expect(page.getByRole('img', { name: /^Diagram: Traefik/ })).toBeVisible();
    expect(await (await request.get('/', { headers: { accept: 'text/html' } })).text()).toContain('needs JavaScript');
  });
});
