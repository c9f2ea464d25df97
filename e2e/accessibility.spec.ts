import { devices } from '@playwright/test';
import type { Designer } from './support/designer';
import { expect, test } from './support/fixtures';

/** The main states of the desk, one after the other; what axe finds in any of them fails. */
async function lookAtTheDesk(designer: Designer): Promise<void> {
  const { page } = designer;
  const look = (state: string) => test.step(state, () => designer.isAccessible());
  await expect(page.getByText(/^\d+ files$/)).toBeVisible();
  await look('first sight');
  await designer.select('traefik');
  await look('a service');
  await designer.fill('httpPort', '0');
  await expect(designer.input('httpPort')).toHaveAttribute('aria-invalid', 'true');
  await look('a value that breaks a rule');
  await designer.download.click();
  await look('why there is no download');
  await page.keyboard.press('Escape');
  await designer.chip('api>postgres:sql').click();
  await look('a connection');
  await designer.button('What can the internet reach?').click();
  await look('what the internet reaches');
  await designer.button('What can the internet reach?').click();
  await designer.button('Add service').click();
  await look('the services that can be added');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Changes/ }).click();
  await page.getByLabel('Compare with').selectOption('Preset: Small VPS');
  await look('what differs from a preset');
  await page.getByRole('tab', { name: 'Files' }).click();
  await designer.openFile('README.md');
  await look('a document');
  await designer.openVersions();
  await look('the versions');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test('axe finds nothing on the desk', async ({ designer }) => {
      test.setTimeout(180_000);
      await lookAtTheDesk(designer);
    });
  });
}

test.describe('with forced colours', () => {
  test.use({ contextOptions: { forcedColors: 'active' } });
  test('axe finds nothing on the desk', async ({ designer }) => {
    test.setTimeout(180_000);
    await lookAtTheDesk(designer);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent });
    test('axe finds nothing', async ({ designer, page }) => {
      test.setTimeout(180_000);
      const look = (state: string) => test.step(state, () => designer.isAccessible());
      await look('first sight');
      await page.getByRole('button', { name: /^PostgreSQL/ }).tap();
      await look('a service');
      await designer.fill('port', '80');
      await look('a value that breaks a rule');
      await page.getByRole('button', { name: 'Close' }).tap();
      await designer.button('What can the internet reach?').tap();
      await look('what the internet reaches');
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
      await page.getByRole('tab', { name: 'Files' }).tap();
      await expect(designer.code).toContainText('services:');
      await look('the files');
      await page.getByRole('tab', { name: /^Changes/ }).tap();
      await look('the changes');
    });
  });
}
