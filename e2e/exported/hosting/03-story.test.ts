import { mkdir, mkdtemp, readFile, writeFile, chmod } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, remove, start } from '../data/booting';
import { freshPage, launchBrowser } from '../support/browser';
import { expectSpa, expectStatus } from '../support/expecting';
import { provideImages } from '../support/images';
import { whenRouted } from '../support/routed';
import { run, tell } from '../support/run';
import { Stack } from '../support/stack';
import { readZip } from '../support/zip';
import { staticSite, type Site } from './site';

const SOCKET = 'The Docker socket is mounted into Traefik';
const design = designOf('b2e-story', 25_920);

let site: Site;
let browser: Browser;
let page: Page;
let complaints: string[];
let stack: Stack;

beforeAll(async () => {
  site = await staticSite();
  const launched = await launchBrowser('localhost');
  if (!launched) throw new Error('there is no Chromium');
  browser = launched;
  ({ page, complaints } = await freshPage(browser, { viewport: { width: 1280, height: 800 } }));
  await page.goto(site.url);
  await page.getByText(/^\d+ files$/).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  if (stack) await remove(stack);
});

async function fill(field: string, value: string): Promise<void> {
  const input = page.locator(`#inspector [data-field="${field}"] input`);
  await input.fill(value);
  await input.blur();
}

/** What unzip does, modes included. */
async function unzipped(bytes: Buffer, into: string): Promise<void> {
  for (const entry of readZip(bytes).filter(({ path: name }) => !name.endsWith('/'))) {
    const target = path.join(into, entry.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, entry.bytes);
    await chmod(target, entry.mode);
  }
}

describe('from a first visit to a stack that runs', () => {
  it('a person names the stack and chooses free ports', async () => {
    await fill('name', design.project);
    await page.locator('.react-flow__node[data-id="traefik"]').click();
    await fill('httpPort', String(design.httpPort));
    await fill('httpsPort', String(design.httpsPort));
    await fill('bindAddress', '127.0.0.1');
    await page.getByText(/^\d+ files$/).waitFor();
  });

  it('the audit says what is unwise, and one click mends it', async () => {
    const pill = page.getByRole('button', { name: /^Audit: / });
    const before = await pill.getAttribute('aria-label');
    await pill.click();
    const finding = page.getByRole('tabpanel', { name: /^Audit/ }).getByRole('listitem', { name: SOCKET });
    await finding.getByRole('button', { name: 'Fix' }).click();
    await expect.poll(() => finding.count()).toBe(0);
    expect(await page.getByRole('group', { name: 'What the fix did' }).textContent()).toContain('local.docker.yml');
    await expect.poll(() => pill.getAttribute('aria-label')).not.toBe(before);
  });

  it('downloads it', async () => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const root = await mkdtemp(path.join(os.tmpdir(), 'base2-data-'));
    await unzipped(await readFile(await (await coming).path()), root);
    stack = new Stack(design, path.join(root, design.project));
    await provideImages(stack);
    expect(complaints).toEqual([]);
  });

  it('starts it with one command, and it answers', async () => {
    await start(stack);
    await whenRouted(stack);
    const client = stack.https();
    expectSpa(await client.get('/'));
    expectStatus(await client.get('/api/health'), 200);
    const smoke = await run('scripts/smoke-test', [], { cwd: stack.dir });
    expect(smoke.code, tell(smoke)).toBe(0);
  });

  it('and the finding is gone from what runs: Traefik has no Docker socket', async () => {
    const { Mounts } = await stack.container('traefik');
    expect(Mounts.map(({ Source }) => Source).filter((source) => source.endsWith('docker.sock'))).toEqual([]);
    expect([...(await stack.containers()).keys()]).toContain('traefik-socket-proxy');
  });
});
