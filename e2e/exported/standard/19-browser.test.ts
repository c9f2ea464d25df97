import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { goodPassword, somebody } from '../support/expecting';

const { stack } = booted('standard');
const origin = `https://${stack.design.domain}:${stack.design.httpsPort}`;
let browser: Browser | undefined;

beforeAll(async () => {
  const installed = [chromium.executablePath(), '/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  if (installed) browser = await chromium.launch({ executablePath: installed, args: ['--no-sandbox', `--host-resolver-rules=MAP ${stack.design.domain} 127.0.0.1`] });
});
afterAll(() => browser?.close());

/** A fresh page, and everything that its console, its scripts and its policy complained about. */
async function freshPage() {
  const context = await browser!.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Chromium reports each 4xx answer as an error; a visitor without a session gets a 401 by design.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  return { page, complaints };
}

const isLoggedIn = (page: Page) => page.getByRole('button', { name: /log out|sign out/i });

describe('S3 S5 S8 In a real browser', () => {
  it('the SPA works under its CSP: register, reload, log out, log in', async ({ skip }) => {
    if (!browser) return skip('no Chromium on this machine');
    const { page, complaints } = await freshPage();
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
    await isLoggedIn(page).waitFor({ state: 'detached', timeout: 20_000 });
    await page.goto(`${origin}/login`);
    await fill();
    await isLoggedIn(page).waitFor({ timeout: 20_000 });
    expect(complaints).toEqual([]);
  });

  it('a page of another site cannot frame it', async ({ skip }) => {
    if (!browser) return skip('no Chromium on this machine');
    const { page } = await freshPage();
    await page.setContent(`<iframe src="${origin}/" width="400" height="300"></iframe>`);
    await page.waitForTimeout(1500);
    const frame = page.frames()[1];
    expect(await frame?.locator('#root').count().catch(() => 0)).toBe(0);
  });
});
