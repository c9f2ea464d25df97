import { test as base } from '@playwright/test';
import { Designer } from './designer';

/** Every journey begins on the page as a first visitor sees it; what the browser complains about fails it. */
export const test = base.extend<{ designer: Designer; complaints: string[] }>({
  complaints: [
    async ({ page }, provide) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
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
