import { devices, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { withChecksum } from '../lib/share/checksum';
import type { Designer } from './support/designer';
import { seenInQrCode } from './support/qr';
import { expect, test } from './support/fixtures';

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Copies the link of the design; what stands behind the address of the page. */
async function share(designer: Designer, page: Page): Promise<string> {
  await designer.button('Share').click();
  await expect(page.getByRole('log')).toContainText('Link copied');
  return new URL(await copied(page)).hash;
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

  test('opened over nothing of one’s own is there at once, and one click leads back', async ({ designer, page }) => {
    await designer.fill('name', 'theirs');
    const hash = await share(designer, page);
    await designer.fill('name', 'base2');
    await page.evaluate((next) => (location.hash = next), hash);
    await expect(designer.button(/^Stack theirs/)).toBeVisible();
    await page.getByRole('log').getByRole('button', { name: 'Back to mine' }).click();
    await expect(designer.button(/^Stack base2/)).toBeVisible();
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

test.describe('a teammate’s link over one’s own work', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  /** Somebody's link, opened by a teammate who has changed the port of PostgreSQL and taken pgAdmin out. */
  async function meeting(designer: Designer, page: Page, teammate: () => Promise<Designer>): Promise<Designer> {
    await designer.fill('name', 'bookshop');
    await designer.add('Nginx');
    const hash = await share(designer, page);
    const other = await teammate();
    await other.open();
    await other.select('postgres');
    await other.fill('port', '6543');
    await expect.poll(() => other.stored()).toHaveProperty('services.postgres.port', 6543);
    await other.page.evaluate((next) => (location.hash = next), hash);
    await expect(other.page.getByText('A shared design is here, beside yours.')).toBeVisible();
    return other;
  }

  test('changes nothing by itself: what differs is listed, in fields and in files', async ({ designer, page, teammate }) => {
    const other = await meeting(designer, page, teammate);
    await expect(other.page.getByText('3 differences')).toBeVisible();
    await expect(other.button(/^Stack base2/)).toBeVisible();
    const changes = other.page.getByRole('tabpanel', { name: /^Changes/ });
    await expect(changes).toContainText('base2');
    await expect(changes).toContainText('bookshop');
    await expect(changes).toContainText('only in the shared design');
    await expect(changes.getByRole('button', { name: 'changed local.docker.yml' })).toBeVisible();
    await expect(other.node('postgres')).toHaveAccessibleName(/differs from the other design/);
    await other.isAccessible();
  });

  test('gives some of it, the rest stays, and each step can be undone', async ({ designer, page, teammate }) => {
    const other = await meeting(designer, page, teammate);
    await other.button('Take bookshop for Name').click();
    await expect(other.button(/^Stack bookshop/)).toBeVisible();
    await other.button('Take Nginx from the shared design').click();
    await expect(other.node('nginx')).toBeVisible();
    await expect(other.page.getByText('1 difference:')).toBeVisible();
    await other.button('Go on with mine').click();
    await expect.poll(() => other.stored()).toHaveProperty('services.postgres.port', 6543);
    expect(new URL(other.page.url()).hash).toBe('');
    await other.page.locator('body').press('Control+z');
    await expect(other.node('nginx')).toHaveCount(0);
  });

  test('gives all of it, and one’s own is among the versions', async ({ designer, page, teammate }) => {
    const other = await meeting(designer, page, teammate);
    await other.button('Take all').click();
    await expect(other.button(/^Stack bookshop/)).toBeVisible();
    await expect.poll(() => other.stored()).toHaveProperty('services.postgres.port', 5432);
    await other.restore('Before: Take the shared design');
    await expect.poll(() => other.stored()).toHaveProperty('services.postgres.port', 6543);
  });

  test('asks again after a reload, because nothing was decided', async ({ designer, page, teammate }) => {
    const other = await meeting(designer, page, teammate);
    await other.page.reload();
    await expect(other.page.getByText('A shared design is here, beside yours.')).toBeVisible();
  });
});

test.describe('sharing in other ways than a copied link', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  /** The dialog, open, with the picture of the link in it. */
  async function openShare(designer: Designer, page: Page) {
    await designer.button('QR code and file').click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeVisible();
    return dialog;
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the QR code says the link, and the link opens the design: ${colorScheme}`, async ({ designer, page, teammate }) => {
      await page.emulateMedia({ colorScheme });
      await designer.fill('name', 'bookshop');
      await designer.add('Nginx');
      const dialog = await openShare(designer, page);
      const seen = await seenInQrCode(dialog.getByRole('img', { name: 'QR code of the link' }));
      expect(seen).toBe(await dialog.getByLabel('Link', { exact: true }).inputValue());
      await designer.isAccessible();

      const other = await teammate();
      await other.open(new URL(seen ?? '').hash);
      await expect(other.button(/^Stack bookshop/)).toBeVisible();
      await expect(other.node('nginx')).toBeVisible();
    });
  }

  test('the keyboard reaches all of it, and the focus comes back', async ({ designer, page }) => {
    await designer.choose('qr code');
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await expect(dialog.getByRole('img')).toBeVisible();
    await dialog.getByRole('button', { name: 'Copy link' }).press('Enter');
    await expect(dialog.getByRole('status')).toContainText('Link copied');
    expect(await copied(page)).toBe(await dialog.getByLabel('Link', { exact: true }).inputValue());
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await designer.button('QR code and file').press('Enter');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(designer.button('QR code and file')).toBeFocused();
  });

  test('the file is the design, for somebody who opens it', async ({ designer, page }) => {
    await designer.fill('name', 'bookshop');
    const dialog = await openShare(designer, page);
    const waiting = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Download stack.json' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('stack.json');
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({ version: 2, project: { name: 'bookshop' } });
  });

  test('a link that is too long for a QR code says so, and can still be copied', async ({ designer, page }) => {
    await designer.fill('name', 'bookshop');
    await expect.poll(() => designer.stored()).toHaveProperty('project.name', 'bookshop');
    const variables = Array.from({ length: 40 }, (_, at) => `NAME_${at}=${Math.sin(at + 1)}${Math.cos(at + 1)}`);
    await page.evaluate((lines) => {
      const kept = JSON.parse(localStorage.getItem('base2.design') ?? 'null') as { design?: Record<string, unknown> } & Record<string, unknown>;
      (kept.design ?? kept)['containers'] = { big: { variables: lines } };
      localStorage.setItem('base2.design', JSON.stringify(kept));
    }, variables);
    await page.reload();
    await expect(designer.node('big')).toBeVisible();
    await designer.button('QR code and file').click();
    const dialog = page.getByRole('dialog', { name: 'Share' });
    await expect(dialog).toContainText(/too long for a QR code.*has \d+ characters, and 1273 are possible/);
    await expect(dialog.getByRole('img')).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await expect(dialog.getByRole('button', { name: 'Link copied' })).toBeVisible();
    expect((await copied(page)).length).toBeGreaterThan(1273);
  });
});

test.describe('sharing from a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent });

  test('shows the QR code whole, on the screen', async ({ designer, page }) => {
    await designer.button('More').tap();
    await page.getByRole('menuitem', { name: /^Share as QR code/ }).tap();
    const code = page.getByRole('dialog', { name: 'Share' }).getByRole('img', { name: 'QR code of the link' });
    await expect(code).toBeInViewport({ ratio: 1 });
    expect(await seenInQrCode(code)).toContain('/#s=');
    await designer.isAccessible();
  });
});

/** Of a codec that there is not yet; what it says is not packed with the words of ours. */
const NEWER = `#s=99.${Buffer.from(withChecksum(deflateRawSync(JSON.stringify({ project: { region: 'eu' } })))).toString('base64url')}`;

const broken = {
  'with a part missing': '#s=1.q1YqU7Iy',
  'of another kind': '#s=hello world',
  'of a later version': '#s=9.q1YqU7Iy',
  'of a later version, with fields of its own': NEWER,
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

  test('by a newer designer is not opened in part: what is unknown here is listed', async ({ designer, page }) => {
    await page.evaluate((next) => (location.hash = next), NEWER);
    const dialog = page.getByRole('dialog', { name: 'This link does not open' });
    await expect(dialog).toContainText('A newer designer made this link');
    await expect(dialog.getByRole('listitem')).toHaveText([/^project\.region: There is no such field/]);
    await designer.isAccessible();
  });

  test('is said to everybody: axe finds nothing', async ({ designer, page }) => {
    await page.evaluate(() => (location.hash = '#s=nothing'));
    await expect(page.getByRole('dialog')).toBeVisible();
    await designer.isAccessible();
  });
});
