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
    await second.openVersions();
    await expect(second.page.getByRole('dialog')).toContainText('From this tab, before the other’s');
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
    await page.getByRole('menuitem', { name: /^Open file/ }).click();
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

/** Leaves no room for anything more in the storage of the page's origin; what is there stays. */
async function fillStorage(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
      for (let block = 0; block < 4; block += 1) {
        try {
          localStorage.setItem(`filler-${size}-${block}`, 'x'.repeat(size));
        } catch {
          break;
        }
      }
    }
  });
}

test.describe('a storage that is full', () => {
  test('is said, asks before the page is left, and loses nothing that was kept', async ({ designer, page }) => {
    await designer.fill('name', 'before');
    await expect.poll(() => designer.stored()).toHaveProperty('project.name', 'before');
    await fillStorage(page);
    await designer.input('name').click();
    await designer.fill('name', 'a-longer-name-than-before');
    await expect(designer.button('Not kept')).toBeVisible();
    expect(await designer.stored()).toHaveProperty('project.name', 'before');

    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key)));
    await designer.button('Not kept').click();
    await page.getByRole('menuitem', { name: /^Try again/ }).click();
    await expect.poll(() => designer.stored()).toHaveProperty('project.name', 'a-longer-name-than-before');
  });

  test('gives up versions that were kept by themselves before one that a person names', async ({ designer, page }) => {
    await designer.keep('Mine');
    await designer.fill('name', 'one');
    await designer.restore('Mine');
    await fillStorage(page);
    await designer.keep('Mine too');
    await designer.openVersions();
    const dialog = page.getByRole('dialog', { name: 'Versions' });
    await expect(dialog).not.toContainText('kept by itself');
    await expect(dialog.getByRole('button', { name: 'Restore Mine', exact: true })).toBeVisible();
    await page.getByRole('textbox', { name: 'Keep the design as it is now' }).fill('One more');
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('no room for versions');
    await designer.isAccessible();
    await expect(dialog.getByRole('button', { name: 'Restore Mine too' })).toBeVisible();
  });
});

test.describe('a storage that is blocked altogether', () => {
  test('leaves a page that works and says what it cannot do', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    });
    const designer = await new Designer(page).open();
    await designer.button('Use dark colours').click();
    await designer.fill('name', 'unkept');
    await expect(designer.button('Not kept')).toBeVisible();
    await designer.openVersions();
    await page.getByRole('textbox', { name: 'Keep the design as it is now' }).fill('Now');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('no room for versions');
    await page.keyboard.press('Escape');
    expect((await designer.unzip())['stack.json']).toContain('"unkept"');
  });
});

test('a file that is no design leaves the present one alone, and says so', async ({ designer, page }) => {
  await designer.fill('name', 'mine');
  await designer.button('Menu of the stack').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /^Open file/ }).click();
  await (await chooser).setFiles({ name: 'package.json', mimeType: 'application/json', buffer: Buffer.from('{"name":"x","version":"1"}') });
  const dialog = page.getByRole('dialog', { name: 'package.json does not open' });
  await expect(dialog).toContainText('neither a design nor a compose file');
  await dialog.getByRole('button', { name: 'Keep my design' }).click();
  await expect(designer.button(/^Stack mine/)).toBeVisible();
});
