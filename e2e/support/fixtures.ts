import { test as base } from '@playwright/test';
import { Designer } from './designer';

/** Containers that start and stop beside the tests change this machine's networks, and Chromium drops its requests. */
const NOT_OURS = /ERR_NETWORK_CHANGED/;

/** Every journey begins on the page as a first visitor sees it; what the browser complains about fails it. */
export const test = base.extend<{ designer: Designer; complaints: string[] }>({
  complaints: [
    async ({ page }, provide) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !NOT_OURS.test(message.text())) complaints.push(message.text());
      });
      await provide(complaints);
      base.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  designer: async ({ page }, provide) => {
    await provide(await new Designer(page).open());
  },
});

export { expect } from '@playwright/test';
