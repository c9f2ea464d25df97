import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { launchChromium } from './chromium';
import { dragging } from './dragging';
import { firstLoadOf } from './first-load';
import { keyPresses } from './key-press';
import type { Result } from './measure';
import { served } from './server';

const root = path.join(import.meta.dirname, '..');

async function printFirstLoad(instance: Browser, url: string): Promise<void> {
  const { named, usable, settled } = await firstLoadOf(await instance.newPage({ viewport: { width: 1280, height: 720 } }), url);
  const [html, until, all] = [named, usable, settled].map((bytes) => `${Math.round(bytes / 1024)} KiB`);
  console.log(`JavaScript, compressed: ${html} named by the HTML (goal ≤ 200), ${until} until the diagram can be used, ${all} with all that follows by itself; build ${readFileSync(path.join(root, '.next/BUILD_ID'), 'utf8')}\n`);
}

/** What a person feels, in a real browser with the production build. */
export async function browser(): Promise<Result[]> {
  return served(async (url) => {
    const instance = await launchChromium();
    try {
      await printFirstLoad(instance, url);
      return [...(await keyPresses(instance, url)), ...(await dragging(instance, url))];
    } finally {
      await instance.close();
    }
  });
}
