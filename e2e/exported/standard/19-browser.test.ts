import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { freshPage, installedBrowser, launchBrowser } from '../support/browser';
import { goodPassword, somebody } from '../support/expecting';
import { run, tell } from '../support/run';

const { stack } = booted('standard');
const repository = fileURLToPath(new URL('../../..', import.meta.url));
const origin = `https://${stack.design.domain}:${stack.design.httpsPort}`;
let browser: Browser | undefined;

beforeAll(async () => {
  browser = await launchBrowser(stack.design.domain);
});
afterAll(() => browser?.close());

const isLoggedIn = (page: Page) => page.getByRole('button', { name: 'Log out' });
const isLoggedOut = (page: Page) => page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Log in' });

describe('S3 S5 S8 In a real browser', () => {
  it('the SPA works under its CSP: register, reload, log out, log in', async ({ skip }) => {
    if (!browser) return skip('no Chromium on this machine');
    const { page, complaints } = await freshPage(browser);
    const email = somebody('browser');
    const fill = async () => {
      await page.locator('input[name=email]').fill(email);
      await page.locator('input[name=password]').fill(goodPassword);
      await page.locator('form button[type=submit]').click();
    };
    await page.goto(`${origin}/register`);
    await fill();
    await isLoggedIn(page).waitFor({ timeout: 20_000 });
    await page.goto(origin);
    await page.getByText(email).first().waitFor({ timeout: 20_000 });
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('Object.keys(localStorage).concat(Object.keys(sessionStorage))')).toEqual([]);

    await isLoggedIn(page).click();
    // The link is there once the API has answered. The button says “Logging out…” before, and to leave then breaks the request off.
    await isLoggedOut(page).waitFor({ timeout: 20_000 });
    await page.goto(`${origin}/login`);
    await fill();
    await isLoggedIn(page).waitFor({ timeout: 20_000 });
    expect(complaints).toEqual([]);
  });

  it('the exported browser tests pass', async ({ skip }) => {
    const chromium = installedBrowser();
    if (!chromium) return skip('no Chromium on this machine');
    const copy = await mkdtemp(path.join(os.tmpdir(), 'base2-browser-'));
    try {
      await cp(stack.file('react-app/browser'), copy, { recursive: true });
      await symlink(path.join(repository, 'node_modules'), path.join(copy, 'node_modules'));
      const env = { BASE_URL: origin, CHROMIUM: chromium, CHROMIUM_SANDBOX: 'off' };
      const outcome = await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'test'], { cwd: copy, env });
      expect(outcome.code, tell(outcome)).toBe(0);
      expect(outcome.stdout).toMatch(/^ +3 passed/m);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });

  it('the exported browser tests are written for the version that they run with here', async () => {
    const versionIn = async (file: string) => (JSON.parse(await readFile(file, 'utf8')) as { devDependencies: Record<string, string> }).devDependencies['@playwright/test'];
    expect(await versionIn(stack.file('react-app/browser/package.json'))).toBe(await versionIn(path.join(repository, 'package.json')));
  });

  it('a page of another site cannot frame it', async ({ skip }) => {
    if (!browser) return skip('no Chromium on this machine');
    const { page } = await freshPage(browser);
    await page.setContent(`<iframe src="${origin}/" width="400" height="300"></iframe>`);
    await page.waitForTimeout(1500);
    const frame = page.frames()[1];
    expect(await frame?.locator('#root').count().catch(() => 0)).toBe(0);
  });
});
