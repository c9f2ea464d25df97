import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import JSZip from 'jszip';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPage, launchBrowser } from '../support/browser';
import { must } from '../support/run';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };

let folder: string;
let server: Server;
let browser: Browser | undefined;
let url: string;

/** A file server that knows nothing of what it serves. */
function fileServer(root: string): Server {
  return createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://files').pathname.replace(/\/$/, '/index.html');
    readFile(path.join(root, path.normalize(name))).then(
      (bytes) => response.setHeader('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'base2-static-'));
  await must('npm', ['run', '--silent', 'build:static', '--', path.join(folder, 'site')], { cwd: repository, timeoutMs: 540_000 });
  server = fileServer(path.join(folder, 'site'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser('localhost');
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the designer as files', () => {
  it('designs and downloads under its own policy, with a file server and nothing else', async () => {
    if (!browser) throw new Error('there is no Chromium');
    const { page, complaints } = await freshPage(browser, { viewport: { width: 1280, height: 720 } });
    await page.goto(url);
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

  it('opens a share link that the command line made, and sends it nowhere', async () => {
    if (!browser) throw new Error('there is no Chromium');
    const { stdout } = await must('npm', ['run', '--silent', 'base2', '--', 'link', '--set', 'project.name=theirs', '--page', url], { cwd: repository });
    const { page, complaints } = await freshPage(browser, { viewport: { width: 1280, height: 720 } });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(stdout.trim());
    // The page comes with the default design, and reads the link once its program is there.
    await expect.poll(() => page.locator('#inspector [data-field="name"] input').inputValue(), { timeout: 30_000 }).toBe('theirs');
    expect(asked.filter((address) => !address.startsWith(url) && !/^(blob|data):/.test(address))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('has a file of headers with the same policy, and its own 404 page', async () => {
    const headers = await readFile(path.join(folder, 'site/_headers'), 'utf8');
    expect(headers).toMatch(/^\/\*\n(?: {2}\S.*\n)*? {2}Content-Security-Policy: .*frame-ancestors 'none'/);
    expect(headers).not.toContain('not-sealed');
    expect(await readFile(path.join(folder, 'site/404.html'), 'utf8')).toContain('There is no page at this address');
  });
});
