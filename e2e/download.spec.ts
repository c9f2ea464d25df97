import { expect, test } from './support/fixtures';

test.describe('the download', () => {
  test('is named after the stack and holds the very bytes of the preview', async ({ designer, page }) => {
    await designer.fill('name', 'bookshop');
    await expect(designer.code).toContainText('# bookshop');
    const waiting = page.waitForEvent('download');
    await designer.download.click();
    expect((await waiting).suggestedFilename()).toBe('bookshop.zip');

    const files = await designer.unzip();
    const count = Object.keys(files).length;
    await expect(page.getByText(`${count} files`, { exact: true })).toBeVisible();
    for (const path of ['local.docker.yml', 'stack.json', '.env.example']) {
      await designer.openFile(path);
      await designer.button('Copy the file').click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(files[path]);
    }
  });

  test('asked for before the files are there comes as soon as they are', async ({ designer, page }) => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/templates.json', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    const button = designer.download;
    const waiting = page.waitForEvent('download');
    await button.click();
    await expect(button).toHaveAttribute('aria-busy', 'true');
    release();
    expect((await waiting).suggestedFilename()).toBe('base2.zip');
  });

  test('has its secrets in .env only, the ones that the preview keeps covered', async ({ designer }) => {
    const files = await designer.unzip();
    const secrets = [...files['.env']!.matchAll(/^\w*(?:PASSWORD|SECRET|TOKEN)\w*=(\S{16,})$/gm)].map(([, value]) => value!);
    expect(secrets.length).toBeGreaterThan(3);
    expect(new Set(secrets).size).toBe(secrets.length);
    const elsewhere = Object.entries(files).filter(([path]) => path !== '.env');
    for (const secret of secrets) {
      expect(elsewhere.filter(([, text]) => text.includes(secret)).map(([path]) => path)).toEqual([]);
      expect(JSON.stringify(await designer.stored())).not.toContain(secret);
    }
    await designer.openFile('.env');
    await expect(designer.code).not.toContainText(secrets[0]!);
    await designer.button('Show the secrets').click();
    await expect(designer.code).toContainText('JWT_SECRET=');
  });

  test('keeps its secrets from one download of a visit to the next', async ({ designer }) => {
    const first = await designer.unzip();
    const second = await designer.unzip();
    expect(second['.env']).toBe(first['.env']);
  });

  test('is the same design when stack.json is read back', async ({ designer }) => {
    await designer.select('postgres');
    await designer.fill('port', '6543');
    const files = await designer.unzip();
    expect(JSON.parse(files['stack.json']!)).toMatchObject({ version: 2, services: { postgres: { port: 6543 } } });
  });

  test('also comes with its key', async ({ designer, page }) => {
    await expect(designer.page.getByText(/^\d+ files$/)).toBeVisible();
    const waiting = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    expect((await waiting).suggestedFilename()).toBe('base2.zip');
  });

  test('by its key has an entry of a list that is still being typed', async ({ designer, page }) => {
    await designer.fill('domain', 'app.example.com');
    await designer.input('aliases').pressSequentially('shop.example.org');
    const files = await designer.unzip(() => page.keyboard.press('Control+s'));
    expect(JSON.parse(files['stack.json']!)).toHaveProperty('project.aliases', ['shop.example.org']);
    await expect(designer.input('aliases')).toBeFocused();
  });

  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
});

test('when the templates do not arrive, the page says so and tries again', async ({ page, complaints }) => {
  await page.route('**/templates.json', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByText('The templates did not arrive')).toBeVisible();
  await page.unroute('**/templates.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/^\d+ files$/)).toBeVisible();
  complaints.length = 0;
});
