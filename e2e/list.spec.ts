import type { Locator, Page } from '@playwright/test';
import type { Designer } from './support/designer';
import { expect, test } from './support/fixtures';

const list = (page: Page): Locator => page.getByRole('region', { name: 'List of the design' });

async function show(designer: Designer, page: Page): Promise<Locator> {
  await designer.button('Show as a list').click();
  await expect(list(page).getByRole('button', { name: /^PostgreSQL/ })).toBeVisible();
  return list(page);
}

test.describe('the design as a list', () => {
  test('says what the diagram shows: zones, services, and what flows between them', async ({ designer, page }) => {
    const design = await show(designer, page);
    await expect(designer.button('Show the diagram')).toBeFocused();
    await expect(design.getByRole('list', { name: 'What visitors reach first' })).toContainText('https 443');
    await expect(design.getByRole('list', { name: 'What FastAPI calls' }).getByRole('listitem')).toHaveText([/Django.*http → 8001/, /PostgreSQL.*sql → 5432/]);
    await designer.isAccessible();
    await page.reload();
    await expect(list(page)).toBeVisible();
    await designer.button('Show the diagram').click();
    await expect(designer.node('postgres')).toBeVisible();
    await expect(designer.button('Show as a list')).toBeFocused();
  });

  test('lets do with the keyboard all that can be done on the diagram', async ({ designer, page }) => {
    const design = await show(designer, page);
    const service = (name: string) => design.getByRole('button', { name: new RegExp(`^${name}(?! to)`) });

    await service('FastAPI').focus();
    await page.keyboard.press('Enter');
    await expect(designer.form.getByRole('heading', { name: 'FastAPI' })).toBeVisible();
    await expect(designer.form.locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(service('FastAPI')).toBeFocused();

    await design.getByRole('button', { name: /^FastAPI to PostgreSQL/ }).focus();
    await page.keyboard.press('Delete');
    await expect(design.getByRole('button', { name: /^FastAPI to PostgreSQL/ })).toHaveCount(0);

    await designer.button('Connect FastAPI to…').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^PostgreSQL/ }).press('Enter');
    await expect(design.getByRole('button', { name: /^FastAPI to PostgreSQL/ })).toBeVisible();

    await service('pgAdmin').focus();
    await page.keyboard.press('Delete');
    await expect(service('pgAdmin')).toHaveCount(0);
    await expect(list(page)).toBeFocused();

    await design.getByRole('button', { name: 'Add service' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: /^Valkey/ }).press('Enter');
    await expect(service('Valkey')).toHaveAttribute('aria-current', 'true');

    await service('Valkey').focus();
    await page.keyboard.press('l');
    await expect(designer.button('Undo: Arrange the diagram')).toBeVisible();
  });

  test('says what can be reached', async ({ designer, page }) => {
    const design = await show(designer, page);
    await design.getByRole('button', { name: /^FastAPI(?! to)/ }).click();
    await page.keyboard.press('x');
    await expect(design.getByRole('button', { name: /^Traefik.*reaches FastAPI/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What can be reached' })).toBeVisible();
    await design.getByRole('button', { name: /^Stack/ }).click();
    await expect(design.getByRole('button', { name: /^FastAPI.*reached from outside/ })).toBeVisible();
    await expect(design.getByRole('button', { name: /^PostgreSQL.*not reached/ })).toBeVisible();
    await designer.isAccessible();
  });

  test('asks before a choice is lost, and says why something stays', async ({ designer, page }) => {
    const design = await show(designer, page);
    await design.getByRole('button', { name: /^PostgreSQL/ }).focus();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('log')).toContainText('cannot be');
    await design.getByRole('button', { name: /^Traefik to React SPA/ }).focus();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('log')).toContainText('stays');
  });
});
