import { readFile } from 'node:fs/promises';
import path from 'node:path';
import JSZip from 'jszip';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPage, launchBrowser } from '../support/browser';
import { must } from '../support/run';
import { repository, staticSite, type Site } from './site';

let site: Site;
let browser: Browser | undefined;

beforeAll(async () => {
  site = await staticSite();
  browser = await launchBrowser('localhost');
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe('the designer as files', () => {
  it('designs and downloads under its own policy, with a file server and nothing else', async () => {
    if (!browser) throw new Error('there is no Chromium');
    const { page, complaints } = await freshPage(browser, { viewport: { width: 1280, height: 720 } });
    await page.goto(site.url);
    await page.locator('.react-flow__node[data-id="postgres"]').waitFor();
    await page.locator('#inspector [data-field="name"] input').fill('shop');
    await page.locator('#inspector [data-field="name"] input').blur();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const zip = await JSZip.loadAsync(await readFile(await (await download).path()));
    expect(zip.file('shop/local.docker.yml')).not.toBeNull();
    expect(await zip.file('shop/.env')?.async('text')).toMatch(/^JWT_SECRET=\w{64}$/m);
    expect(complaints).toEqual([]);
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('frame-ancestors');
  });

  it('opens a file that is dropped on it, in a worker', async () => {
    if (!browser) throw new Error('there is no Chromium');
    const { page, complaints } = await freshPage(browser, { viewport: { width: 1280, height: 720 } });
    await page.goto(site.url);
    await page.locator('.react-flow__node[data-id="postgres"]').waitFor();
    const chooser = page.waitForEvent('filechooser');
    await page.locator('body').press('Control+o');
    await (await chooser).setFiles({ name: 'stack.json', mimeType: 'application/json', buffer: Buffer.from('{"version": 2, "project": {"name": "dropped"}}') });
    await expect.poll(() => page.locator('#inspector [data-field="name"] input').inputValue(), { timeout: 30_000 }).toBe('dropped');
    expect(complaints).toEqual([]);
  });

  it('opens a share link that the command line made, and sends it nowhere', async () => {
    if (!browser) throw new Error('there is no Chromium');
    const { stdout } = await must('npm', ['run', '--silent', 'base2', '--', 'link', '--set', 'project.name=theirs', '--page', site.url], { cwd: repository });
    const { page, complaints } = await freshPage(browser, { viewport: { width: 1280, height: 720 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(stdout.trim());
    // The page comes with the default design, and reads the link once its program is there.
    await expect.poll(() => page.locator('#inspector [data-field="name"] input').inputValue(), { timeout: 30_000 }).toBe('theirs');
    expect(asked.filter((address) => !address.startsWith(site.url) && !/^(blob|data):/.test(address))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('has a file of headers with the same policy, and its own 404 page', async () => {
    const headers = await readFile(path.join(site.folder, '_headers'), 'utf8');
    expect(headers).toMatch(/^\/\*\n(?: {2}\S.*\n)*? {2}Content-Security-Policy: .*frame-ancestors 'none'/);
    expect(headers).not.toContain('not-sealed');
    // They come with the worker's scripts, too, which could not load each other.
    expect(headers).not.toContain('trusted-types');
    expect(await readFile(path.join(site.folder, '404.html'), 'utf8')).toContain('There is no page at this address');
  });
});
