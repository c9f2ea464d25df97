import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds on the page as it is now, one line a rule. */
export async function axeFindings(page: Page, rules?: string[]): Promise<string[]> {
  // Its copy of the style sheets is for an experimental rule alone, and an inline style that the page's policy refuses.
  const axe = new AxeBuilder({ page }).options({ preload: false });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
