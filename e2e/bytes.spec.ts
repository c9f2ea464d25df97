import JSZip from 'jszip';
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures';

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
    const differing: string[] = [];
    for (const file of files) {
      const path = file.name.replace(/^[^/]*\//, '');
      await designer.openFile(path);
      await expect(designer.code).toHaveAccessibleName(`Content of ${path}`);
      const reveal = designer.button('Show the secrets');
      if (await reveal.isVisible()) await reveal.click();
      const shown = Buffer.from((await designer.code.textContent()) ?? '', 'utf8');
      if (!shown.equals(await file.async('nodebuffer'))) differing.push(path);
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
    await expect(gone).toContainText('changed');
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
