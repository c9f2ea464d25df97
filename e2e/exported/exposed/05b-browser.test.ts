import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designs, gate, superuser } from '../designs';
import { booted } from '../support/booted';
import { freshPage, launchBrowser } from '../support/browser';

const { stack } = booted('exposed');
const origin = `https://${stack.design.domain}:${stack.design.httpsPort}`;
const behindTheGate = { httpCredentials: { username: gate.user, password: gate.password } };
let browser: Browser | undefined;

beforeAll(async () => {
  browser = await launchBrowser(stack.design.domain);
});
afterAll(() => browser?.close());

describe('S6 S8 The exposed tools in a real browser, under their policies', () => {
  it('Django’s admin: log in, list the users, log out', async ({ skip }) => {
    if (!browser) return skip('no Chromium on this machine');
    const { page, complaints } = await freshPage(browser, behindTheGate);
    await page.goto(`${origin}/admin/`);
    await page.locator('input[name=username]').fill(superuser.email);
    await page.locator('input[name=password]').fill(superuser.password);
    await page.locator('input[type=submit]').click();
    await page.waitForURL(`${origin}/admin/`);
    await page.goto(`${origin}/admin/users/user/`);
    await page.getByText(superuser.email).first().waitFor();
    await page.locator('#logout-form button').click();
    await page.waitForURL(/logout/);
    expect(complaints).toEqual([]);
  });

  it('pgAdmin: log in and see the tree', async ({ skip }) => {
    if (!browser) return skip('no Chromium on this machine');
    const { page, complaints } = await freshPage(browser, behindTheGate);
    await page.goto(`${origin}/pgadmin/`);
    await page.locator('input[name=email]').fill((await stack.environment()).PGADMIN_DEFAULT_EMAIL ?? '');
    await page.locator('input[name=password]').fill(designs.exposed.secrets.PGADMIN_DEFAULT_PASSWORD ?? '');
    await page.locator('button[name=internal_button]').click();
    await page.getByText('Servers', { exact: false }).first().waitFor({ timeout: 90_000 });
    expect(complaints.filter((text) => /Content Security Policy|blocked|Refused/i.test(text))).toEqual([]);
  });
});
