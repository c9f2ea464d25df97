import { devices, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { Designer } from './support/designer';
import { expect, test } from './support/fixtures';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function open(designer: Designer, page: Page, format: string): Promise<void> {
  await designer.button('Menu of the stack').click();
  await page.getByRole('menuitem', { name: /^Save picture/ }).click();
  await page.getByRole('radio', { name: format }).check();
}

async function saved(designer: Designer, page: Page, format: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await designer.button(`Save ${format}`).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.describe('a picture of the diagram', () => {
  test('is saved as SVG: well-formed, with what the diagram shows, for light and dark', async ({ designer, page }) => {
    await designer.fill('name', 'shop');
    await designer.add('Valkey');
    await open(designer, page, 'SVG');
    await expect(page.getByRole('img', { name: 'What the picture looks like' })).toBeVisible();
    const { name, bytes } = await saved(designer, page, 'SVG');
    expect(name).toBe('shop.svg');
    // The page's own policy lets nobody parse there.
    const reader = await page.context().newPage();
    const { root, texts, faults } = await reader.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return { root: parsed.documentElement.nodeName, texts: [...parsed.querySelectorAll('text')].map((one) => one.textContent), faults: parsed.querySelectorAll('parsererror').length };
    }, bytes.toString('utf8'));
    expect([root, faults]).toEqual(['svg', 0]);
    for (const text of ['Valkey', 'PostgreSQL', 'sql → 5432', 'Visitors']) expect(texts).toContain(text);
    expect(bytes.toString('utf8')).toContain('prefers-color-scheme:dark');
  });

  test('is saved as PNG, twice as large as it is shown, in the colours that are chosen', async ({ designer, page }) => {
    await open(designer, page, 'PNG');
    await page.getByRole('radio', { name: 'Dark' }).check();
    const { name, bytes } = await saved(designer, page, 'PNG');
    expect(name).toBe('base2.png');
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    const corner = await page.evaluate(async (base64) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type: 'image/png' }));
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      context.drawImage(picture, 0, 0);
      return [...context.getImageData(2, 2, 1, 1).data];
    }, bytes.toString('base64'));
    expect(width % 2 + (height % 2)).toBe(0);
    expect(width).toBeGreaterThan(1600);
    expect(Math.max(...corner.slice(0, 3))).toBeLessThan(40);
  });

  test('is copied as Mermaid, from the dialog and from the palette', async ({ designer, page }) => {
    await open(designer, page, 'Mermaid');
    await expect(page.getByRole('region', { name: 'Text of the diagram' })).toContainText('flowchart LR');
    await designer.button('Copy Mermaid').click();
    await expect.poll(() => copied(page)).toContain('api -->|"sql → 5432"| postgres');
    expect((await saved(designer, page, 'Mermaid')).name).toBe('base2.mmd');
    await page.keyboard.press('Escape');
    await designer.choose('remove pgadmin');
    await designer.choose('copy as mermaid');
    await expect(page.getByRole('log')).toContainText('copied as Mermaid');
    expect(await copied(page)).not.toContain('pgadmin');
  });

  test('is read and made without a mouse, and passes axe', async ({ designer, page }) => {
    await designer.choose('save picture');
    const dialog = page.getByRole('dialog', { name: 'Save picture' });
    await expect(dialog).toBeVisible();
    await designer.isAccessible();
    // Past the button that closes it.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'PNG' })).toBeChecked();
    await page.keyboard.press('ArrowRight');
    await designer.isAccessible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent, colorScheme: 'dark' });

  test('it is saved from the menu', async ({ designer, page }) => {
    await designer.button('More').tap();
    await page.getByRole('menuitem', { name: /^Save picture/ }).tap();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await designer.isAccessible();
    expect((await saved(designer, page, 'SVG')).name).toBe('base2.svg');
  });
});
