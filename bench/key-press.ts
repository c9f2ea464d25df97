import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { encodeLink } from '../lib/share';
import { everythingOn } from './designs';
import { summarise, type Result } from './measure';

const PROBE = readFileSync(path.join(import.meta.dirname, 'probes/presses.js'), 'utf8');
const PRESSES = 60;
/** Milliseconds between two keys: a person does not type faster, and the page comes to rest. */
const REST = 150;
const GOAL = '≤ 16 p95';

// The first lines of it: reading all of them would be a part of what is measured.
const PREVIEW = '[aria-label="Content of local.docker.yml"] [data-start="0"]';
const SCORE = '[aria-label^="Audit:"]';

/** A page with everything on and the Compose file open, as it is after a person has worked on it. */
async function opened(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${url}#s=${encodeLink(everythingOn())}`);
  await page.locator('[aria-label="Content of local.docker.yml"]').getByText('COMPOSE_PROJECT_NAME').first().waitFor();
  await page.locator('[aria-label^="Audit:"]').first().waitFor();
  await page.evaluate(PROBE);
  return page;
}

/** Presses keys one after the other, and says how long each took until the page showed all that is watched. */
async function measured(name: string, page: Page, watched: readonly string[], key: (count: number) => Promise<string> | string, goal?: string): Promise<Result[]> {
  await page.evaluate(`watch(${JSON.stringify(watched)})`);
  for (let count = 0; count < PRESSES; count++) {
    await page.keyboard.press(await key(count));
    await page.waitForTimeout(REST);
  }
  const times = (await page.evaluate('pressTimes')) as { page: number[]; frame: number[] };
  if (times.page.length < PRESSES * 0.9) throw new Error(`${name}: only ${times.page.length} of ${PRESSES} key presses were seen in the page`);
  return [summarise(name, times.page, goal), summarise(`${name}, with the wait for a frame`, times.frame)];
}

/** The same keys in a page that does nothing but show the letter: what this browser, this machine and its remote control take. */
async function echoing(browser: Browser): Promise<Result[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.setContent(`<input autofocus oninput="document.querySelector('output').textContent = value"><output></output>`);
  await page.evaluate(PROBE);
  await page.locator('input').click();
  const results = await measured('reference: a letter → a page that only shows it', page, ['output'], (count) => (count % 20 < 10 ? 'x' : 'Backspace'));
  await page.close();
  return results;
}

/** Another beginning of the stack's name, without a key: what was seen once is remembered, and would be too quick. */
function renamed(page: Page, count: number): Promise<void> {
  return page.locator('#inspector [data-field="name"] input').fill(`n${count}`);
}

/** Each letter makes a name that was not there before; of `LONGEST` letters comes the next one. */
async function typing(page: Page): Promise<Result[]> {
  const LONGEST = 24;
  const key = async (count: number) => {
    if (count % LONGEST === 0) await renamed(page, count);
    return String.fromCharCode(97 + ((count * 7) % 26));
  };
  return measured('a letter → canvas, files', page, [PREVIEW], key, GOAL);
}

const SWITCHES = ['readOnly', 'noNewPrivileges', 'capDrop', 'limits'] as const;

/** Goes through all settings of the switches, one at a time (Gray's order), so that each makes a design that was not there before. */
async function switching(page: Page): Promise<Result[]> {
  const key = async (count: number) => {
    const step = count % 2 ** SWITCHES.length;
    if (step === 0) await renamed(page, count);
    const zeros = 31 - Math.clz32((step + 1) & -(step + 1));
    await page.locator(`#inspector [data-field="${SWITCHES[zeros % SWITCHES.length]}"]`).getByRole('switch').focus();
    return 'Space';
  };
  return measured('a switch → canvas, files, audit', page, [PREVIEW, SCORE], key, GOAL);
}

async function undoing(page: Page): Promise<Result[]> {
  await page.keyboard.press('Space');
  return measured('undo, redo → canvas, files, audit', page, [PREVIEW, SCORE], (count) => (count % 2 === 0 ? 'Control+z' : 'Control+Shift+z'), GOAL);
}

/** From a key press to what it changes; the clock is the page's own. */
export async function keyPresses(browser: Browser, url: string): Promise<Result[]> {
  const page = await opened(browser, url);
  const results = [...(await echoing(browser)), ...(await typing(page)), ...(await switching(page)), ...(await undoing(page))];
  await page.close();
  return results;
}
