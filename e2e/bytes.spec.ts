import JSZip from 'jszip';
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures';

/** In the page: opens one file after the other, uncovers secrets, and reads what is on the screen. */
async function openEach(paths: string[]): Promise<Record<string, string>> {
  const until = async (find: () => Element | null): Promise<HTMLElement> => {
    for (let frame = 0; frame < 2000; frame += 1) {
      const found = find();
      if (found) return found as HTMLElement;
      await new Promise(requestAnimationFrame);
    }
    throw new Error(`not found: ${find}`);
  };
  const row = (path: string) => document.querySelector(`[role=treeitem][data-path="${CSS.escape(path)}"]`);
  const shown: Record<string, string> = {};
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      if (row(folder)?.getAttribute('aria-expanded') !== 'false') continue;
      (row(folder) as HTMLElement).click();
      await until(() => (row(folder)?.getAttribute('aria-expanded') === 'true' ? row(folder) : null));
    }
    (await until(() => row(path))).click();
    const code = () => document.querySelector(`[role=region][aria-label="${CSS.escape(`Content of ${path}`)}"]`);
    await until(code);
    const cover = document.querySelector<HTMLElement>('button[aria-label="Show the secrets"]');
    cover?.click();
    if (cover) await until(() => document.querySelector('button[aria-label="Hide the secrets"]'));
    shown[path] = code()?.textContent ?? '';
  }
  return shown;
}

test.describe('the file explorer', () => {
  test('shows the very bytes of the zip, of each file', async ({ designer, page }) => {
    test.setTimeout(240_000);
    await designer.add('Celery worker');
    await designer.openFile('README.md');
    await designer.button('Show the source').click();
    const waiting = page.waitForEvent('download');
    await designer.download.click();
    const zip = await JSZip.loadAsync(await readFile(await (await waiting).path()));
    const files = Object.values(zip.files).filter(({ dir }) => !dir);
    const nameOf = (name: string) => name.replace(/^[^/]*\//, '');
    const shown = await page.evaluate(openEach, files.map(({ name }) => nameOf(name)));
    const differing: string[] = [];
    for (const file of files) {
      const text = Buffer.from(shown[nameOf(file.name)] ?? '', 'utf8');
      if (!text.equals(await file.async('nodebuffer'))) differing.push(nameOf(file.name));
    }
    expect(files.length).toBeGreaterThan(150);
    expect(differing).toEqual([]);
  });

  test('gives one file away, byte for byte', async ({ designer, page }) => {
    const files = await designer.unzip();
    await designer.openFile('scripts/doctor');
    const waiting = page.waitForEvent('download');
    await designer.button('Download this file').click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('doctor');
    expect(await readFile(await download.path(), 'utf8')).toBe(files['scripts/doctor']);
  });

  test('marks what an edit took out: lines where they stood, and whole files', async ({ designer, page }) => {
    await designer.openFile('.env.example');
    await designer.select('postgres');
    await designer.fill('port', '6543');
    await designer.button('Show what stood there before').click();
    await expect(designer.code.locator('del')).toHaveText('POSTGRES_PORT=5432');
    await designer.select('pgadmin');
    await designer.form.getByRole('button', { name: 'Remove pgAdmin' }).click();
    const gone = page.locator('[role=treeitem]', { hasText: 'pgadmin' });
    await expect(gone).toContainText('removed');
    await gone.click();
    await page.locator('[role=treeitem][data-path="pgadmin/servers.json"]').click();
    await expect(page.getByText('not in the export now')).toBeVisible();
    await expect(designer.code).toContainText('"MaintenanceDB"');
    await designer.isAccessible();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('not in the export now')).toHaveCount(0);
  });

  test('shows documents as they read, and follows their links', async ({ designer, page }) => {
    await designer.openFile('README.md');
    const read = page.getByRole('region', { name: 'README.md, as a document' });
    await expect(read.getByRole('heading', { name: 'base2', exact: true })).toBeVisible();
    await designer.isAccessible();
    await read.getByRole('button', { name: /security/i }).first().click();
    await expect(page.getByRole('region', { name: 'SECURITY.md, as a document' }).getByRole('table').first()).toBeVisible();
    await designer.button('Show the source').click();
    await expect(designer.code).toContainText('| No. | What |');
  });
});
