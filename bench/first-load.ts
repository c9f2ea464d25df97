import path from 'node:path';
import type { Page } from '@playwright/test';

/** Compressed bytes of JavaScript, as the server sent them. */
export interface FirstLoad {
  /** The scripts that the HTML names. */
  readonly named: number;
  /** Whatever had been asked for when the diagram could be used. */
  readonly usable: number;
  /** With what the page then loads by itself: the generator, the audit, the first file with its colours. */
  readonly settled: number;
}

declare global {
  interface Window {
    /** Milliseconds since the navigation. */
    usableAt?: number;
  }
}

// A file, since a function would come with helpers of what compiled it.
const PROBE = path.join(import.meta.dirname, 'probes/usable.js');

/** Opens the page in a browser that has none of it yet, and counts the scripts. */
export async function firstLoadOf(page: Page, url: string): Promise<FirstLoad> {
  await page.addInitScript({ path: PROBE });
  const html = await (await page.goto(url))?.text();
  await page.getByText(/^\d+ files$/).waitFor();
  await page.waitForLoadState('networkidle');
  const scripts = await page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap((entry) => {
      const { name, encodedBodySize, startTime } = entry as PerformanceResourceTiming;
      const { pathname } = new URL(name);
      return pathname.endsWith('.js') ? [{ pathname, bytes: encodedBodySize, early: startTime < (window.usableAt ?? 0) }] : [];
    }),
  );
  if (!scripts.some(({ early }) => early)) throw new Error('nobody noted when the diagram could be used');
  const sum = (wanted: (script: (typeof scripts)[number]) => boolean) => scripts.filter(wanted).reduce((total, { bytes }) => total + bytes, 0);
  return {
    named: sum(({ pathname }) => html?.includes(`src="${pathname}"`) ?? false),
    usable: sum(({ early }) => early),
    settled: sum(() => true),
  };
}
