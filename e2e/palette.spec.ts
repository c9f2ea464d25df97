import { devices } from '@playwright/test';
import { expect, test } from './support/fixtures';

test.describe('the palette', () => {
  test('finds a setting by what it is about, opens its service and puts the focus into it', async ({ designer, page }) => {
    await designer.find('per client address and window');
    await expect(designer.found.filter({ hasText: /^Maximum FastAPI/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(designer.form.getByRole('heading', { name: 'FastAPI' })).toBeVisible();
    await expect(designer.input('rateLimitMaxRequests')).toBeFocused();
  });

  test('a setting that is hidden leads to the choice that shows it', async ({ designer, page }) => {
    await designer.find('acme directory');
    await expect(designer.found.first()).toContainText('depends on');
    await page.keyboard.press('Enter');
    await expect(designer.field('mode').locator(':focus')).toHaveCount(1);
  });

  test('opens a file', async ({ designer, page }) => {
    await designer.button('Close the panel').click();
    await designer.find('dynamic.yml');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: /^Content of .*dynamic\.yml$/ })).toBeFocused();
  });

  test('adds, connects, cuts and removes, and undoes', async ({ designer }) => {
    await designer.choose('add valkey');
    await expect(designer.node('valkey')).toBeVisible();
    await designer.choose('cut fastapi postgres');
    await expect(designer.wire('api>postgres:sql')).toHaveCount(0);
    await designer.choose('connect fastapi postgres');
    await expect(designer.wire('api>postgres:sql')).toBeAttached();
    await designer.choose('remove pgadmin');
    await expect(designer.node('pgadmin')).toHaveCount(0);
    await designer.choose('undo');
    await expect(designer.node('pgadmin')).toBeVisible();
  });

  test('has undo and redo in their places when there is nothing to do with them, and never a removal instead', async ({ designer, page }) => {
    for (const word of ['redo', 'undo']) {
      await designer.find(word);
      await expect(designer.found.first()).toContainText(`nothing to ${word}`);
      await expect(designer.found.first()).toHaveAttribute('aria-disabled', 'true');
      await page.keyboard.press('Enter');
      await expect(designer.palette).toBeVisible();
      await designer.isAccessible();
      await page.keyboard.press('Escape');
    }
    await expect(designer.node('pgadmin')).toBeVisible();
  });

  for (const [words, action] of [
    ['compare', 'Show the changes'],
    ['theme', /^Use (dark|light) colours/],
    ['import', 'Open file…'],
    ['help', 'Keyboard shortcuts'],
    ['exposure', 'What can the internet reach?'],
    ['list', 'Show as a list'],
    ['delete pgadmin', 'Remove pgAdmin'],
  ] as const) {
    test(`finds an action by what people call it: ${words}`, async ({ designer }) => {
      await designer.find(words);
      await expect(designer.found.first()).toContainText(action);
    });
  }

  test('changes nothing by a slip: a fix is found by its words alone', async ({ designer }) => {
    const fixes = designer.found.filter({ hasText: /^Fix/ });
    await designer.find('pgadmin runs');
    await expect(fixes).toHaveCount(1);
    await designer.palette.getByRole('combobox').fill('pgadmim runs');
    await expect(fixes).toHaveCount(0);
  });

  test('has what is typed before it is there, and the field below has none of it', async ({ designer, page }) => {
    await page.route(/\/_next\/static\/chunks\/.*\.js/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    await designer.input('domain').focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('postgres pxx');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('or');
    await expect(page.getByRole('combobox', { name: /^Find an action/ })).toHaveValue('postgres por');
    await page.keyboard.type('t');
    await expect(page.getByRole('combobox', { name: /^Find an action/ })).toHaveValue('postgres port');
    await page.keyboard.press('Escape');
    await expect(designer.input('domain')).toBeFocused();
    await expect(designer.input('domain')).toHaveValue('localhost');
  });

  test('leaves the focus where one can go on, after what took away the thing that had it', async ({ designer, page }) => {
    await designer.choose('pgadmin port');
    await expect(designer.input('port')).toBeFocused();
    await designer.choose('remove pgadmin');
    await expect(designer.form.getByRole('heading', { name: 'Stack', level: 2 })).toBeFocused();
    await designer.choose('show the changes');
    await expect(page.getByRole('tab', { name: /^Changes/ })).toBeFocused();
  });

  test('knows what the buttons know: a container of one’s own, the shortcuts, what is reached', async ({ designer, page }) => {
    await designer.choose('custom container');
    await expect(page.getByRole('dialog', { name: 'Custom container' })).toBeVisible();
    await page.keyboard.press('Escape');
    await designer.choose('internet reach');
    await expect(page.getByRole('heading', { name: 'What can be reached' })).toBeVisible();
    await designer.choose('domain stack');
    await expect(designer.input('domain')).toBeFocused();
    await designer.choose('keyboard');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });

  test('remembers what was chosen', async ({ designer, page }) => {
    await designer.choose('postgres port');
    await expect(designer.input('port')).toBeFocused();
    await page.reload();
    await expect(designer.node('postgres')).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([/^Port PostgreSQL/]);
  });

  test('is told to screen readers as a field with a list', async ({ designer, page }) => {
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: /^Find an action/ });
    await expect(field).toBeFocused();
    const active = async () => page.locator(`[id="${await field.getAttribute('aria-activedescendant')}"]`).textContent();
    const first = await active();
    await page.keyboard.press('ArrowDown');
    await expect.poll(active).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    await expect.poll(active).toBe(first);
    await page.keyboard.type('postgres');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/^\d+ found$/);
    await page.keyboard.type(' nonsense');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Nothing found');
    await expect(field).not.toHaveAttribute('aria-activedescendant');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await designer.button('Find anything').click();
    await expect(field).toBeFocused();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`in ${colorScheme}`, () => {
      test.use({ colorScheme });

      test('passes axe, and so do the shortcuts', async ({ designer, page }) => {
        await page.keyboard.press('Control+k');
        await expect(designer.found.first()).toBeVisible();
        await designer.isAccessible();
        await page.keyboard.type('port');
        await designer.isAccessible();
        await page.keyboard.press('Escape');
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
        await designer.isAccessible();
      });
    });
  }
});

test.describe('shortcuts', () => {
  test('are listed with “?”, which is a letter like others in a field', async ({ designer, page }) => {
    await designer.input('name').focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await designer.node('api').focus();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Arrange by what flows');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent });

  test('the palette is a screen of its own; a setting opens in the sheet', async ({ designer, page }) => {
    await designer.button('Find anything').tap();
    await expect(designer.found.first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await designer.isAccessible();
    await page.getByRole('combobox').fill('postgres port');
    await designer.found.first().tap();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await expect(designer.input('port')).toBeFocused();
  });

  test('a file opens in its tab', async ({ designer, page }) => {
    await designer.button('Find anything').tap();
    await page.getByRole('combobox').fill('local.docker');
    await designer.found.first().tap();
    await expect(designer.code).toContainText('services:');
  });
});
