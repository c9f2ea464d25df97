import type { Page } from '@playwright/test';
import { Designer } from './support/designer';
import { expect, test } from './support/fixtures';

/** Two tabs on the same design; then the first one changes it. */
async function twoTabs(first: Designer): Promise<Designer> {
  await first.fill('name', 'shop');
  await expect.poll(() => first.stored()).toHaveProperty('project.name', 'shop');
  const second = await new Designer(await first.page.context().newPage()).open();
  await expect(second.button(/^Stack shop/)).toBeVisible();
  await first.fill('name', 'theirs');
  await expect(second.page.getByText('Another tab has changed the design.')).toBeVisible();
  return second;
}

const bar = (designer: Designer) => designer.page.getByText('Another tab has changed the design.');

test.describe('two tabs with the same design', () => {
  test('do not overwrite each other: the second is told, and can take the other’s', async ({ designer }) => {
    const second = await twoTabs(designer);
    await second.isAccessible();
    await second.fill('name', 'mine');
    await second.page.waitForTimeout(600);
    expect(await second.stored()).toHaveProperty('project.name', 'theirs');
    await second.button('Take theirs').click();
    await expect(second.button(/^Stack theirs/)).toBeVisible();
    await expect(bar(second)).toHaveCount(0);
    await second.button(/^Undo: Take the design/).click();
    await expect(second.button(/^Stack mine/)).toBeVisible();
  });

  test('the second can go on with its own, and then the first is told; theirs is among the versions', async ({ designer }) => {
    const second = await twoTabs(designer);
    await second.fill('name', 'mine');
    await second.button('Go on with mine').click();
    await expect.poll(() => second.stored()).toHaveProperty('project.name', 'mine');
    await expect(bar(designer)).toBeVisible();
    await second.button('Menu of the stack').click();
    await second.page.getByRole('menuitem', { name: /^Versions/ }).click();
    await expect(second.page.getByRole('dialog')).toContainText('From the other tab');
    await expect(second.page.getByRole('dialog')).toContainText('theirs');
  });

  test('the second can keep its own as a version', async ({ designer }) => {
    const second = await twoTabs(designer);
    await second.fill('name', 'mine');
    await second.button('Keep mine as a version…').click();
    await second.page.getByRole('dialog').getByRole('textbox').fill('My attempt');
    await second.button('Keep').click();
    await expect(second.button(/^Stack theirs/)).toBeVisible();
    await second.restore('My attempt');
    await expect(second.button(/^Stack mine/)).toBeVisible();
  });

  test('edits of a tab that is closed before choosing are among the versions', async ({ designer }) => {
    const second = await twoTabs(designer);
    await second.fill('name', 'mine');
    await second.page.close({ runBeforeUnload: false });
    await designer.button('Menu of the stack').click();
    await designer.page.getByRole('menuitem', { name: /^Versions/ }).click();
    await expect(designer.page.getByRole('dialog')).toContainText('From a tab that was closed');
  });
});

async function blockStorage(page: Page): Promise<void> {
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
}

test.describe('a browser that keeps nothing', () => {
  test('has a mark on the page for as long as that is so, and a file to save the design as', async ({ designer, page }) => {
    await blockStorage(page);
    await designer.fill('name', 'kept-by-me');
    await expect(designer.button('Not kept')).toBeVisible();
    await expect(page.getByRole('log')).toContainText('does not keep the design');
    await designer.isAccessible();
    await designer.button('Not kept').click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: /^Save stack.json/ }).click();
    const file = await (await waiting).path();

    await page.reload();
    await expect(designer.button(/^Stack base2/)).toBeVisible();
    await designer.button('Menu of the stack').click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('menuitem', { name: /^Open stack.json/ }).click();
    await (await chooser).setFiles(file);
    await expect(designer.button(/^Stack kept-by-me/)).toBeVisible();
    await expect(designer.button('Not kept')).toHaveCount(0);
  });

  test('is tried again on demand', async ({ designer, page }) => {
    await page.evaluate(() => {
      const write = Storage.prototype.setItem;
      Object.assign(window, { allow: () => (Storage.prototype.setItem = write) });
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await designer.fill('name', 'later');
    await designer.button('Not kept').click();
    await page.evaluate('allow()');
    await page.getByRole('menuitem', { name: /^Try again/ }).click();
    await expect(designer.button('Not kept')).toHaveCount(0);
    expect(await designer.stored()).toHaveProperty('project.name', 'later');
  });
});

test('a file that is no design leaves the present one alone, and says so', async ({ designer, page }) => {
  await designer.fill('name', 'mine');
  await designer.button('Menu of the stack').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /^Open stack.json/ }).click();
  await (await chooser).setFiles({ name: 'package.json', mimeType: 'application/json', buffer: Buffer.from('{"name":"x","version":"1"}') });
  await expect(page.getByRole('log')).toContainText('package.json is not a design');
  await expect(designer.button(/^Stack mine/)).toBeVisible();
});
