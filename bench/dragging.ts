import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { encodeLink } from '../lib/share';
import { manyNodes } from './designs';
import { summarise, type Result } from './measure';

const PROBE = readFileSync(path.join(import.meta.dirname, 'probes/frames.js'), 'utf8');
const NODES = 40;
const MOVES = 180;

/** How long frames last while one of many nodes is dragged to and fro, and while nothing happens: the display's own beat. */
export async function dragging(browser: Browser, url: string): Promise<Result[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${url}#s=${encodeLink(manyNodes(NODES))}`);
  await page.locator('.react-flow__node[data-id="program-1"]').waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(PROBE);
  const frames = async (work: () => Promise<void>) => {
    await page.evaluate('framesFrom()');
    await work();
    return (await page.evaluate('frameTimes')) as number[];
  };
  const still = await frames(() => page.waitForTimeout(2000));
  const box = await page.locator('.react-flow__node[data-id="program-1"]').boundingBox();
  if (!box) throw new Error('the node that is to be dragged is not in sight');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const dragged = await frames(async () => {
    for (let move = 0; move < MOVES; move++) await page.mouse.move(x + 120 * Math.sin(move / 20), y + 60 * Math.sin(move / 13));
  });
  await page.mouse.up();
  await page.close();
  return [summarise('a frame while nothing happens', still), summarise(`a frame while one of ${NODES} nodes is dragged`, dragged, '≤ 17 p95')];
}
