import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions } from '@playwright/test';

/** Playwright's own Chromium, else the system's; undefined where there is none. */
export function installedBrowser(): string | undefined {
  return [chromium.executablePath(), '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file));
}

export async function launchBrowser(domain: string): Promise<Browser | undefined> {
  const installed = installedBrowser();
  if (!installed) return undefined;
  return chromium.launch({ executablePath: installed, args: ['--no-sandbox', `--host-resolver-rules=MAP ${domain} 127.0.0.1`] });
}

/** A fresh page, and everything that its console, its scripts and its policy complained about. */
export async function freshPage(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const goto = page.goto.bind(page);
  // Chromium breaks off what it asks for while the machine gets or loses a network, as it does when Docker makes one.
  page.goto = (...where) => goto(...where).catch((error: unknown) => (String(error).includes('ERR_NETWORK_CHANGED') ? goto(...where) : Promise.reject(error)));
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Chromium reports each 4xx answer as an error; a visitor without a session gets a 401 by design.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  return { page, complaints };
}
