import { expect, test } from './support/fixtures';

test.describe('with the keyboard alone', () => {
  test('a service is reached, configured, and left again', async ({ designer, page }) => {
    await designer.node('traefik').focus();
    await page.keyboard.press('Tab');
    await expect(designer.node('traefik')).not.toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(designer.form.getByRole('heading', { name: 'Traefik' })).toBeVisible();
    await expect(designer.form.locator('[data-field]').first().locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(designer.node('traefik')).toBeFocused();
  });

  test('every service and connection is a stop of the Tab key', async ({ designer, page }) => {
    await expect(designer.nodes).toHaveCount(6);
    await page.locator('body').press('Tab');
    const seen = new Set<string>();
    for (let step = 0; step < 40; step += 1) {
      const id = await page.evaluate(() => document.activeElement?.getAttribute('data-id'));
      if (id) seen.add(id);
      await page.keyboard.press('Tab');
    }
    for (const id of ['traefik', 'react-app', 'api', 'django', 'postgres', 'pgadmin', 'api>postgres:sql']) {
      expect([...seen]).toContain(id);
    }
  });

  test('arrow keys move a node, and one undo takes the moves back', async ({ designer, page }) => {
    const before = (await designer.node('api').boundingBox())!;
    await designer.node('api').press('Space');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowUp');
    await expect.poll(async () => (await designer.node('api').boundingBox())!.y).toBeLessThan(before.y - 10);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await designer.node('api').boundingBox())!.y).toBe(before.y);
  });

  test('Delete removes a service and cuts a connection', async ({ designer }) => {
    await designer.node('pgadmin').press('Delete');
    await expect(designer.node('pgadmin')).toHaveCount(0);
    await designer.wire('api>postgres:sql').press('Delete');
    await expect(designer.wire('api>postgres:sql')).toHaveCount(0);
  });

  test('a removal, its undoing in the notice, and a notice that is closed leave the focus on the page', async ({ designer, page }) => {
    await designer.select('pgadmin');
    await designer.button('Remove pgAdmin').press('Enter');
    const heading = designer.form.getByRole('heading', { name: 'Stack', level: 2 });
    await expect(heading).toBeFocused();
    await page.getByRole('log').getByRole('button', { name: 'Undo' }).press('Enter');
    await expect(designer.node('pgadmin')).toBeVisible();
    await expect(heading).toBeFocused();
    await designer.button('Share').press('Enter');
    await page.getByRole('log').getByRole('button', { name: 'Dismiss' }).press('Enter');
    await expect(designer.button('Share')).toBeFocused();
  });

  test('services are added and connected from menus', async ({ designer, page }) => {
    await designer.button('Add service').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('n');
    await page.keyboard.press('Enter');
    await expect(designer.node('nginx')).toBeVisible();

    await designer.node('django').press('Enter');
    await designer.button('Connect to…').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: /Traefik/ })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(designer.wire('traefik>django:django-admin')).toBeAttached();
  });

  test('focus can always be seen', async ({ designer, page }) => {
    await designer.button('Add service').focus();
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      const visible = await page.evaluate(() => {
        const element = document.activeElement!;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const path = element.querySelector('.react-flow__edge-path');
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || path !== null;
      });
      expect(visible).toBe(true);
    }
  });
});
