import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { Designer } from './support/designer';
import { drag, type Given } from './support/drag';
import { expect, test } from './support/fixtures';

async function zipOf(designer: Designer): Promise<Buffer> {
  const waiting = designer.page.waitForEvent('download');
  await designer.download.click();
  return readFile(await (await waiting).path());
}

const FOREIGN = `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_DB: books
      POSTGRES_PASSWORD: hunter2
  cache:
    image: redis:7
  web:
    image: ghcr.io/acme/books:2.1.0
    depends_on: [db]
    privileged: true
    ports: ["3000:3000"]
`;

const report = (page: Page) => page.getByRole('dialog', { name: /^What is in/ });

test.describe('a file that is dropped on the page', () => {
  test('as the zip of an export brings the design back, with its layout', async ({ designer, page, teammate }) => {
    await designer.fill('name', 'bookshop');
    await designer.add('Nginx');
    await designer.button('Arrange by what flows').click();
    await expect.poll(() => designer.stored()).toHaveProperty('layout.postgres');
    const before = await designer.stored();
    const zip = await zipOf(designer);

    const other = await teammate();
    await other.open();
    await drag(other.page, [{ name: 'bookshop.zip', content: zip }], async () => {
      await expect(other.page.getByText('Drop it to open its design')).toBeVisible();
    });
    await expect(other.page.getByText('Drop it to open its design')).toHaveCount(0);
    await expect(other.button(/^Stack bookshop/)).toBeVisible();
    await expect(other.node('nginx')).toBeVisible();
    await expect.poll(() => other.stored()).toEqual(before);
    await other.page.locator('body').press('Control+z');
    await expect(other.button(/^Stack base2/)).toBeVisible();
    expect(page.url()).toContain('127.0.0.1');
  });

  test('as a compose file of somebody else is told by line before it is taken', async ({ designer, page }) => {
    await drag(page, [{ name: 'docker-compose.yml', content: FOREIGN }]);
    await expect(report(page)).toContainText('db is PostgreSQL of this stack: Database books');
    const notes = report(page).getByRole('listitem');
    await expect(notes.filter({ hasText: 'line 12' })).toContainText('privileged is left out');
    await expect(notes.filter({ hasText: 'line 13' })).toContainText('Port 3000 of the host is left out');
    await expect(notes.filter({ hasText: 'line 6' })).toContainText('looks like a secret');
    await expect(report(page)).not.toContainText('hunter2');
    await designer.isAccessible();
    await expect(designer.node('web')).toHaveCount(0);

    await report(page).getByRole('button', { name: 'Open the design' }).click();
    await expect(designer.node('web')).toBeVisible();
    await expect(designer.node('valkey')).toBeVisible();
    await expect.poll(() => designer.stored()).toHaveProperty('services.postgres.database', 'books');
    expect(JSON.stringify(await designer.stored())).not.toContain('hunter2');
  });

  test('as the compose file of an export is open at once, by itself, with its layout', async ({ designer, page }) => {
    await designer.fill('name', 'bookshop');
    await designer.add('Nginx');
    await designer.button('Arrange by what flows').click();
    await expect.poll(() => designer.stored()).toHaveProperty('layout.nginx');
    const before = await designer.stored();
    const files = await designer.unzip();
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await designer.open();
    await expect(designer.button(/^Stack base2/)).toBeVisible();
    await drag(page, [{ name: 'local.docker.yml', content: files['local.docker.yml']! }]);
    await expect(designer.button(/^Stack bookshop/)).toBeVisible();
    await expect.poll(() => designer.stored()).toEqual(before);
  });

  test('as a compose file from which the noted design was cut gives back what stands in it and in its .env', async ({ designer, page }) => {
    await designer.fill('name', 'bookshop');
    await designer.add('Nginx');
    const files = await designer.unzip();
    await page.evaluate(() => localStorage.clear());
    await page.goto('about:blank');
    await designer.open();
    await expect(designer.button(/^Stack base2/)).toBeVisible();
    await drag(page, [{ name: 'local.docker.yml', content: files['local.docker.yml']!.replace(/^x-design:[^]*/m, '') }, { name: '.env', content: files['.env']! }]);
    await expect(report(page)).toContainText('makes the same compose file again, line by line', { timeout: 20_000 });
    await expect(report(page)).toContainText('drop stack.json or the zip');
    await report(page).getByRole('button', { name: 'Open the design' }).click();
    await expect(designer.button(/^Stack bookshop/)).toBeVisible();
    await expect(designer.node('nginx')).toBeVisible();
  });

  test('as a small compose file is not said to hold what every stack has', async ({ designer, page }) => {
    await drag(page, [{ name: 'compose.yml', content: 'services:\n  web:\n    image: nginx\n' }]);
    await expect(report(page)).toContainText('A compose file of somebody else, with 1 service. The design made of it has');
    await expect(designer.node('web')).toHaveCount(0);
  });

  test('with a second design beside it says which of the two is open', async ({ designer, page }) => {
    const design = (name: string) => ({ name: `${name}.json`, content: JSON.stringify({ version: 2, project: { name } }) });
    await drag(page, [design('first'), design('second')]);
    await expect(designer.button(/^Stack first/)).toBeVisible();
    await expect(page.getByRole('log')).toContainText('second.json was not opened: only first.json was.');
  });

  test('that is no design is refused in a sentence, and nothing is lost', async ({ designer, page }) => {
    await designer.fill('name', 'mine');
    const garbage: readonly [Given, RegExp][] = [
      [{ name: 'noise.bin', content: Buffer.from([0xff, 0xfe, 0, 1, 2]) }, /noise\.bin is not a text/],
      [{ name: 'half.zip', content: Buffer.from('PK\u0003\u0004 and no more') }, /half\.zip: This is no zip/],
      [{ name: 'bad.yml', content: 'services:\n\ta: 1\n' }, /bad\.yml, line 2/],
      [{ name: 'bomb.yml', content: `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[at]}`).join(',')}]`).join('\n')}` }, /more than 30000 parts/],
      [{ name: 'stack.json', content: '{"version":99}' }, /A newer designer made this design/],
    ];
    for (const [file, sentence] of garbage) {
      await drag(page, [file]);
      const dialog = page.getByRole('dialog', { name: `${file.name} does not open` });
      await expect(dialog).toContainText(sentence);
      await dialog.getByRole('button', { name: 'Keep my design' }).click();
    }
    await expect(designer.button(/^Stack mine/)).toBeVisible();
  });
});

test.describe('a file over one’s own work', () => {
  async function meeting(designer: Designer, page: Page): Promise<void> {
    await designer.select('postgres');
    await designer.fill('port', '6543');
    await expect.poll(() => designer.stored()).toHaveProperty('services.postgres.port', 6543);
    await drag(page, [{ name: 'theirs.json', content: JSON.stringify({ version: 2, project: { name: 'theirs' }, services: { nginx: {}, pgadmin: {} } }) }]);
    await expect(page.getByText('The design of theirs.json is here, beside yours.')).toBeVisible();
    await expect(designer.button(/^Stack base2/)).toBeVisible();
  }

  test('waits beside it: some of it is taken, and the rest stays as it was', async ({ designer, page }) => {
    await meeting(designer, page);
    await designer.button('Take theirs for Name').click();
    await expect(designer.button(/^Stack theirs/)).toBeVisible();
    await designer.button('Go on with mine').click();
    await expect.poll(() => designer.stored()).toHaveProperty('services.postgres.port', 6543);
    await expect(designer.node('nginx')).toHaveCount(0);
    await page.locator('body').press('Control+z');
    await expect(designer.button(/^Stack base2/)).toBeVisible();
  });

  test('is taken as a whole, and one’s own is among the versions', async ({ designer, page }) => {
    await meeting(designer, page);
    await designer.button('Take all').click();
    await expect(designer.button(/^Stack theirs/)).toBeVisible();
    await expect(designer.node('nginx')).toBeVisible();
    await designer.restore('Before: Take the design of theirs.json');
    await expect.poll(() => designer.stored()).toHaveProperty('services.postgres.port', 6543);
  });

  test('is not taken: nothing has changed', async ({ designer, page }) => {
    await meeting(designer, page);
    const before = await designer.stored();
    await designer.button('Go on with mine').click();
    expect(await designer.stored()).toEqual(before);
  });
});

test.describe('without a mouse', () => {
  const design = { name: 'stack.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify({ version: 2, project: { name: 'by-key' } })) };

  test('a file is opened by its key', async ({ designer, page }) => {
    const chooser = page.waitForEvent('filechooser');
    await page.locator('body').press('Control+o');
    await (await chooser).setFiles(design);
    await expect(designer.button(/^Stack by-key/)).toBeVisible();
  });

  test('a file is opened from the palette', async ({ designer, page }) => {
    const chooser = page.waitForEvent('filechooser');
    await designer.choose('open file');
    await (await chooser).setFiles(design);
    await expect(designer.button(/^Stack by-key/)).toBeVisible();
  });

  test('a report is read and answered by keys', async ({ designer, page }) => {
    const chooser = page.waitForEvent('filechooser');
    await designer.choose('open file');
    await (await chooser).setFiles({ name: 'compose.yml', mimeType: 'text/yaml', buffer: Buffer.from(FOREIGN) });
    await expect(report(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(report(page)).toHaveCount(0);
    await expect(designer.node('web')).toHaveCount(0);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('a compose file is opened from the menu', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'More' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: /^Open file/ }).click();
    await (await chooser).setFiles({ name: 'compose.yml', mimeType: 'text/yaml', buffer: Buffer.from(FOREIGN) });
    await report(page).getByRole('button', { name: 'Open the design' }).click();
    await expect(page.locator('.react-flow__node[data-id="web"]')).toBeAttached();
  });
});
