import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

/** The Chromium that was named, Playwright's own, or the system's. */
export function launchChromium(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM'], chromium.executablePath(), '/usr/bin/chromium'].find((file) => file && existsSync(file));
  return chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
}
