import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test.describe('a share link', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('carries the design to somebody else, without secrets', async ({ designer, page, teammate }) => {
    await designer.fill('name', 'bookshop');
    await designer.add('Nginx');
    await designer.button('Share').click();
    await expect(page.getByRole('log')).toContainText('Link copied');
    const link = await copied(page);
    expect(link).toContain('/#s=');
    expect(link.length).toBeLessThan(600);

    const other = await teammate();
    await other.open(new URL(link).hash);
    await expect(other.button(/^Stack bookshop/)).toBeVisible();
    await expect(other.node('nginx')).toBeVisible();
    expect(new URL(other.page.url()).hash).toBe('');
  });

  test('replaces the own design, which is one click away', async ({ designer, page }) => {
    await designer.fill('name', 'theirs');
    await designer.button('Share').click();
    await expect(page.getByRole('log')).toContainText('Link copied');
    const { hash } = new URL(await copied(page));
    await designer.fill('name', 'mine');
    await page.evaluate((next) => (location.hash = next), hash);
    await expect(designer.button(/^Stack theirs/)).toBeVisible();
    await page.getByRole('log').getByRole('button', { name: 'Back to mine' }).click();
    await expect(designer.button(/^Stack mine/)).toBeVisible();
  });

  test('stays open after a reload, with the edits made since', async ({ designer, page }) => {
    await designer.button('Share').click();
    await expect(page.getByRole('log')).toContainText('Link copied');
    await page.goto(await copied(page));
    await designer.fill('name', 'changed');
    await expect.poll(() => designer.stored()).toHaveProperty('project.name', 'changed');
    await page.reload();
    await expect(designer.button(/^Stack changed/)).toBeVisible();
  });
});

const broken = {
  'with a part missing': '#s=1.q1YqU7Iy',
  'of another kind': '#s=hello world',
  'of a later version': '#s=9.q1YqU7Iy',
  'that hides a script': '#s=1.<script>alert(1)</script>',
  'that is endless': `#s=1.${'A'.repeat(20_000)}`,
  'with prototype keys': '#s=1.q1ZSSlSyUkpOLFGqBQA',
};

test.describe('a link that cannot be opened', () => {
  for (const [kind, hash] of Object.entries(broken)) {
    test(`${kind} leaves the design alone and says why`, async ({ designer, page }) => {
      await designer.fill('name', 'mine');
      await page.evaluate((next) => (location.hash = next), hash);
      const dialog = page.getByRole('dialog', { name: 'This link does not open' });
      await expect(dialog).toBeVisible();
      await expect(dialog).toContainText(/link/i);
      await dialog.getByRole('button', { name: 'Keep my design' }).click();
      await expect(designer.button(/^Stack mine/)).toBeVisible();
      expect(new URL(page.url()).hash).toBe('');
    });
  }

  test('is said to everybody: axe finds nothing', async ({ designer, page }) => {
    await page.evaluate(() => (location.hash = '#s=nothing'));
    await expect(page.getByRole('dialog')).toBeVisible();
    await designer.isAccessible();
  });
});
