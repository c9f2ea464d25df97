import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { firstLoadOf } from './first-load';
import { summarise, type Result } from './measure';
import { served } from './server';

const root = path.join(import.meta.dirname, '..');
const KEYS = 60;

const PROBE = readFileSync(path.join(import.meta.dirname, 'key-press-probe.js'), 'utf8');

/** From the key press to the frame in which the preview shows it; the clock is the page's own. */
async function keyPresses(page: Page): Promise<number[]> {
  const field = page.locator('#inspector [data-field="name"] input');
  await field.click();
  await page.keyboard.press('End');
  await page.evaluate(PROBE);
  for (let key = 0; key < KEYS; key++) {
    const { length } = await field.inputValue();
    await page.keyboard.press(length < 30 ? 'x' : 'Backspace');
    // A person does not type faster than this; the page comes to rest between two keys.
    await page.waitForTimeout(150);
  }
  const times = await page.evaluate('keyPressTimes') as number[];
  if (times.length < KEYS * 0.9) throw new Error(`only ${times.length} of ${KEYS} key presses reached the preview`);
  return times;
}

function chromiumPath(): string | undefined {
  return [process.env['CHROMIUM'], chromium.executablePath(), '/usr/bin/chromium'].find((file) => file && existsSync(file));
}

/** What a person feels, in a real browser with the production build. */
export async function browser(): Promise<Result[]> {
  return served(async (url) => {
    const executablePath = chromiumPath();
    const instance = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] });
    const viewport = { width: 1280, height: 720 };
    const { named, usable, settled } = await firstLoadOf(await instance.newPage({ viewport }), url);
    const page = await instance.newPage({ viewport });
    await page.goto(url);
    await page.locator('[aria-label="Content of local.docker.yml"]').getByText('COMPOSE_PROJECT_NAME').first().waitFor();
    const times = await keyPresses(page);
    await instance.close();
    const [html, until, all] = [named, usable, settled].map((bytes) => `${Math.round(bytes / 1024)} KiB`);
    console.log(`JavaScript, compressed: ${html} named by the HTML (goal ≤ 200), ${until} until the diagram can be used, ${all} with all that follows by itself; build ${readFileSync(path.join(root, '.next/BUILD_ID'), 'utf8')}\n`);
    return [summarise('key press → canvas and preview', times, '≤ 50 p95')];
  });
}
