// `npm run screenshots`: pictures of the main states of the page, from the production build, into docs/screenshots.
// They are looked at after every visible change; the README shows some of them.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '../bench/chromium';
import { served } from '../bench/server';

const folder = path.join(import.meta.dirname, '../docs/screenshots');
const SIZES = { 1280: { width: 1280, height: 800 }, 390: { width: 390, height: 844 } } as const;
const THEMES = ['light', 'dark'] as const;
type Width = keyof typeof SIZES;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

async function menu(page: Page, width: Width, item: RegExp): Promise<void> {
  await button(page, width === 390 ? 'More' : 'Menu of the stack').click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function fill(page: Page, field: string, value: string): Promise<void> {
  // Below it an offer may have more.
  const input = page.locator(`#inspector [data-field="${field}"] input`).first();
  await input.fill(value);
  await input.blur();
}

async function openAudit(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Audit: / }).first().click();
  await page.getByRole('heading', { name: /^Medium/ }).waitFor();
}

/** How each state is reached from a first visit. */
const STATES: Record<string, (page: Page, width: Width) => Promise<void>> = {
  welcome: async () => {},
  designer: async (page) => {
    await node(page, 'traefik').click();
  },
  exposure: async (page) => {
    await button(page, 'What can the internet reach?').click();
  },
  audit: async (page) => {
    await openAudit(page);
    await page.getByRole('listitem', { name: 'The Docker socket is mounted into Traefik' }).getByRole('button', { name: 'Fix' }).click();
  },
  changes: async (page, width) => {
    await node(page, 'api').click();
    await fill(page, 'port', '9000');
    if (width === 390) await button(page, 'Close').click();
    await page.getByRole('tab', { name: /^Changes/ }).click();
  },
  error: async (page) => {
    await node(page, 'traefik').click();
    await fill(page, 'httpPort', '99999');
  },
  fit: async (page) => {
    await node(page, 'traefik').click();
    await fill(page, 'httpPort', '443');
  },
  list: async (page, width) => {
    // On a phone the list stands below the diagram from the start.
    if (width === 1280) await button(page, 'Show as a list').click();
    else await page.getByRole('button', { name: /^PostgreSQL/ }).scrollIntoViewIfNeeded();
  },
  palette: async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /^Find an action/ }).fill('rate');
  },
  presets: async (page, width) => {
    await menu(page, width, /^Start from/);
  },
  picture: async (page, width) => {
    await menu(page, width, /^Save picture/);
  },
  share: async (page, width) => {
    if (width === 390) await menu(page, width, /^Share as QR code/);
    else await page.getByRole('button', { name: /QR code/ }).click();
  },
};

const wanted = process.argv.slice(2);
await mkdir(folder, { recursive: true });
await served(async (url) => {
  const browser = await launchChromium();
  for (const [state, reach] of Object.entries(STATES).filter(([name]) => wanted.length === 0 || wanted.includes(name))) {
    for (const width of [1280, 390] as const) {
      for (const theme of THEMES) {
        const context = await browser.newContext({ viewport: SIZES[width], colorScheme: theme, reducedMotion: 'reduce', hasTouch: width === 390, locale: 'en-GB' });
        const page = await context.newPage();
        await page.goto(url);
        await node(page, 'postgres').waitFor();
        await page.getByRole('button', { name: /^Audit: [A-F]/ }).first().waitFor();
        await page.waitForLoadState('networkidle');
        await reach(page, width);
        await page.waitForTimeout(600);
        await page.screenshot({ path: path.join(folder, `${state}-${theme}-${width}.png`) });
        await context.close();
        console.log(`${state}-${theme}-${width}`);
      }
    }
  }
  await browser.close();
});
