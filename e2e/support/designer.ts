import { expect, type Locator, type Page } from '@playwright/test';
import JSZip from 'jszip';
import { readFile } from 'node:fs/promises';
import { axeFindings } from './accessibility';

/** The page as a visitor uses it: verbs, not selectors. */
export class Designer {
  constructor(readonly page: Page) {}

  async open(hash = ''): Promise<this> {
    await this.page.goto(`/${hash}`);
    await expect(this.node('postgres')).toBeVisible({ timeout: 30_000 });
    return this;
  }

  node(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  /** What stands on a node. */
  card(id: string): Locator {
    return this.node(id).locator('> [data-zone]');
  }

  get nodes(): Locator {
    return this.page.locator('.react-flow__node-service');
  }

  /** A connection by its id, e.g. `api>postgres:sql`. */
  wire(id: string): Locator {
    return this.page.locator(`.react-flow__edge[data-id="${id}"]`);
  }

  chip(id: string): Locator {
    return this.page.locator(`[data-edge="${id}"]`);
  }

  get form(): Locator {
    return this.page.locator('#inspector');
  }

  field(name: string): Locator {
    return this.form.locator(`[data-field="${name}"]`);
  }

  input(name: string): Locator {
    return this.field(name).locator('input, select, textarea').first();
  }

  async fill(name: string, value: string): Promise<void> {
    await this.input(name).fill(value);
    await this.input(name).blur();
  }

  async select(id: string): Promise<void> {
    await this.node(id).click();
    await expect(this.form.getByRole('heading', { level: 2 })).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get download(): Locator {
    return this.button('Download');
  }

  /** Draws a line from the handle of one node to the middle of another, and lets go unless told to hold. */
  async draw(from: string, to: string, hold?: () => Promise<void>): Promise<void> {
    await this.node(from).hover();
    const start = await centre(this.node(from).locator('.source'));
    const end = await centre(this.node(to));
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    await this.page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
    await this.page.mouse.move(end.x, end.y, { steps: 4 });
    await hold?.();
    await this.page.mouse.up();
  }

  async add(title: string): Promise<void> {
    await this.button('Add service').click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${title}`) }).click();
  }

  /** Types into the palette. */
  async find(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('combobox', { name: /^Find an action/ }).fill(words);
    await expect(this.found.first()).toBeVisible();
  }

  get palette(): Locator {
    return this.page.getByRole('dialog', { name: 'Find anything' });
  }

  /** What the palette has found. */
  get found(): Locator {
    return this.palette.getByRole('option');
  }

  /** Takes what the palette finds first. */
  async choose(words: string): Promise<void> {
    await this.find(words);
    await this.page.keyboard.press('Enter');
    await expect(this.palette).toHaveCount(0);
  }

  async openVersions(): Promise<void> {
    await this.button('Menu of the stack').click();
    await this.page.getByRole('menuitem', { name: /^Versions/ }).click();
    await expect(this.page.getByRole('dialog', { name: 'Versions' })).toBeVisible();
  }

  /** Keeps the design under a name. */
  async keep(name: string): Promise<void> {
    await this.openVersions();
    await this.page.getByRole('textbox', { name: 'Keep the design as it is now' }).fill(name);
    await this.page.keyboard.press('Enter');
    await expect(this.button(`Restore ${name}`)).toBeVisible();
    await this.page.keyboard.press('Escape');
  }

  async restore(name: string): Promise<void> {
    await this.openVersions();
    await this.button(`Restore ${name}`).click();
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** Opens a file of the preview by its path. */
  async openFile(path: string): Promise<void> {
    const parts = path.split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const item = this.page.locator(`[role=treeitem][data-path="${parts.slice(0, depth).join('/')}"]`);
      // A folder that holds one folder only is one row with it.
      if (depth < parts.length && (await item.count()) === 0) continue;
      if (depth < parts.length && (await item.getAttribute('aria-expanded')) === 'true') continue;
      await item.click();
    }
  }

  get code(): Locator {
    return this.page.getByRole('region', { name: /^Content of/ });
  }

  /** What the design is, as the browser keeps it. */
  async stored(): Promise<unknown> {
    const kept = JSON.parse((await this.page.evaluate(() => localStorage.getItem('base2.design'))) ?? 'null') as { design?: unknown } | null;
    return kept?.design ?? kept;
  }

  /** Downloads, by the button unless told how, and unpacks: path → text, without the folder around. */
  async unzip(ask: () => Promise<void> = () => this.download.click()): Promise<Record<string, string>> {
    const waiting = this.page.waitForEvent('download');
    await ask();
    const zip = await JSZip.loadAsync(await readFile(await (await waiting).path()));
    const files = Object.values(zip.files).filter((file) => !file.dir);
    const read = files.map(async (file) => [file.name.replace(/^[^/]*\//, ''), await file.async('text')] as const);
    return Object.fromEntries(await Promise.all(read));
  }

  /** Fails on anything that axe finds. */
  async isAccessible(): Promise<void> {
    expect(await axeFindings(this.page)).toEqual([]);
  }
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
