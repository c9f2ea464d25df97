import { expect, test } from './support/fixtures';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Neighbours may touch: edges are rounded to a pixel. */
function expectApart(one: Box, other: Box): void {
  const apart =
    one.x + one.width <= other.x + 1 ||
    other.x + other.width <= one.x + 1 ||
    one.y + one.height <= other.y + 1 ||
    other.y + other.height <= one.y + 1;
  expect(apart, `${JSON.stringify(one)} over ${JSON.stringify(other)}`).toBe(true);
}

test.describe('at first sight', () => {
  test('the whole stack is there, from the internet on the left to the data on the right', async ({ designer }) => {
    await expect(designer.nodes).toHaveCount(6);
    const left = async (id: string) => (await designer.node(id).boundingBox())?.x ?? NaN;
    expect(await left('visitors')).toBeLessThan(await left('traefik'));
    expect(await left('traefik')).toBeLessThan(await left('api'));
    expect(await left('api')).toBeLessThan(await left('postgres'));
  });

  test('the grounds are the networks of the compose file: one, until the design splits them', async ({ designer, page }) => {
    const titles = async () => (await page.locator('.react-flow__viewport-portal [data-zone]').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').toLowerCase());
    expect(await titles()).toEqual(['internet', 'one network main']);
    await designer.field('networks').getByRole('radio', { name: 'Edge, app, data' }).check();
    await expect.poll(titles).toEqual(['internet', 'edge main', 'application main + app + data', 'data data, no way out']);
    await expect(designer.code).toContainText('internal: true');
    await expect(designer.node('django')).toContainText('appdata');
  });

  test('nothing overlaps and nothing is cut off', async ({ designer }) => {
    const canvas = await designer.page.getByRole('region', { name: 'Diagram' }).boundingBox();
    const things = await designer.page.locator('.react-flow__node, [data-edge]').all();
    const boxes = await Promise.all(things.map(async (thing) => (await thing.boundingBox())!));
    boxes.forEach((one, index) => {
      expect(one.x).toBeGreaterThanOrEqual(canvas!.x);
      expect(one.x + one.width).toBeLessThanOrEqual(canvas!.x + canvas!.width);
      expect(one.y + one.height).toBeLessThanOrEqual(canvas!.y + canvas!.height);
      for (const other of boxes.slice(index + 1)) {
        expectApart(one, other);
      }
    });
  });

  test('with every service there is, no label covers another or a service', async ({ designer }) => {
    await designer.page.setViewportSize({ width: 1680, height: 1100 });
    for (const title of ['Nginx', 'Valkey', 'Celery worker', 'Backup', 'Mailpit']) await designer.add(title);
    const boxesOf = async (selector: string) =>
      Promise.all((await designer.page.locator(selector).all()).map(async (thing) => (await thing.boundingBox())!));
    const labels = await boxesOf('[data-edge]');
    const services = await boxesOf('.react-flow__node-service');
    expect(labels.length).toBeGreaterThan(10);
    labels.forEach((one, index) => {
      for (const other of [...labels.slice(index + 1), ...services]) {
        expectApart(one, other);
      }
    });
  });

  test('every line says what flows', async ({ designer }) => {
    for (const text of ['https 443', '/ → 8080', '/api → 8000', 'http → 8001', 'sql → 5432']) {
      await expect(designer.page.getByText(text, { exact: true }).first()).toBeVisible();
    }
  });

  test('the form of the stack is open, and the compose file below', async ({ designer }) => {
    await expect(designer.form.getByRole('heading', { name: 'Stack' })).toBeVisible();
    await expect(designer.input('domain')).toHaveValue('localhost');
    await expect(designer.code).toContainText('services:');
    await expect(designer.page.getByText(/^\d+ files$/)).toBeVisible();
  });

  test('nothing is asked of any other host', async ({ page }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto('/');
    await expect(page.getByText(/^\d+ files$/)).toBeVisible();
    expect([...hosts]).toEqual([new URL(page.url()).host]);
  });
});

test('a column that is as tall as the window allows ends above the controls of the view', async ({ designer, page }) => {
  for (const title of ['Celery worker', 'Mailpit', 'Nginx']) await designer.add(title);
  await designer.button('Fit to view').click();
  const bottoms = async () => Promise.all((await designer.nodes.all()).map(async (node) => ((box) => (box?.y ?? 0) + (box?.height ?? 0))(await node.boundingBox())));
  const controls = await page.getByRole('group', { name: 'View' }).boundingBox();
  await expect.poll(async () => Math.max(...(await bottoms()))).toBeLessThanOrEqual(controls?.y ?? 0);
});
