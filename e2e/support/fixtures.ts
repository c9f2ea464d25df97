import { test as base } from '@playwright/test';
import { axeFindings } from './accessibility';
import { collectComplaints } from './complaints';
import { Designer } from './designer';

export interface Journey {
  readonly designer: Designer;
  /** What the browsers complained about; a test that provokes it on purpose empties it. */
  readonly complaints: string[];
  /** Another person: a browser of their own, watched as closely. Closed at the end of the test. */
  readonly teammate: () => Promise<Designer>;
}

/**
 * Every journey begins on the page as a first visitor sees it. What the browser complains about, in any tab, fails it:
 * errors, and what the page's Content-Security-Policy refuses. So does what axe finds on the page that it ends on.
 */
export const test = base.extend<Journey & { readonly endsAccessible: undefined }>({
  complaints: [
    async ({ context }, provide) => {
      const complaints: string[] = [];
      await collectComplaints(context, complaints);
      await provide(complaints);
      base.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  endsAccessible: [
    // With `complaints`, so that it ends before they are looked at. One theme each: half of the journeys end in the dark.
    async ({ page, complaints: _, javaScriptEnabled }, provide, info) => {
      await provide(undefined);
      const isThere = javaScriptEnabled !== false && !page.isClosed() && page.url().startsWith('http');
      if (info.status !== info.expectedStatus || !isThere) return;
      const colorScheme = Number.parseInt(info.testId.slice(-1), 16) % 2 === 0 ? 'light' : 'dark';
      await page.emulateMedia({ colorScheme });
      base.expect(await axeFindings(page), `what axe finds at the end, in ${colorScheme}`).toEqual([]);
    },
    // Of its own: what the journey has used up is no matter here.
    { auto: true, timeout: 60_000 },
  ],
  designer: async ({ page }, provide) => {
    await provide(await new Designer(page).open());
  },
  teammate: async ({ browser, baseURL, complaints }, provide) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = [];
    await provide(async () => {
      const context = await browser.newContext({ ...(baseURL && { baseURL }) });
      contexts.push(context);
      await collectComplaints(context, complaints);
      return new Designer(await context.newPage());
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from '@playwright/test';
