import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

declare global {
  /** TypeScript's DOM does not know it yet. */
  interface Window {
    readonly trustedTypes: { createPolicy(name: string, rules: Record<string, (text: string) => string>): unknown };
  }
}

/** A header `name a b; other c` as name → values. */
function directivesOf(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/);
      return [name, values];
    }),
  );
}

test.describe('the headers of the page', () => {
  test('allow scripts of this build only: no inline one without its hash, no third party, no code from text', async ({ request }) => {
    const policy = directivesOf((await request.get('/', { headers: { accept: 'text/html' } })).headers()['content-security-policy']!);
    const allowed = [...policy.values()].flat();
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(allowed.filter((value) => /unsafe|strict-dynamic|report-sample|\*|https?:/.test(value))).toEqual([]);
    expect(policy.get('script-src')!.filter((value) => !/^'sha256-[\w+/]{43}='$/.test(value))).toEqual(["'self'"]);
    for (const name of ['style-src', 'connect-src', 'font-src', 'worker-src', 'manifest-src']) expect(policy.get(name)).toEqual(["'self'"]);
    for (const name of ['script-src-attr', 'style-src-attr', 'base-uri', 'form-action', 'frame-ancestors', 'object-src']) {
      expect(policy.get(name)).toEqual(["'none'"]);
    }
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(policy.get('trusted-types')).toEqual(['default']);
  });

  test('are on every answer, also one about an address that does not exist', async ({ request }) => {
    for (const path of ['/', '/nothing-here', '/templates.json', '/robots.txt', '/manifest.webmanifest', '/api/schema']) {
      const headers = (await request.get(path)).headers();
      expect(headers, path).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=(), '),
        'content-security-policy': expect.stringContaining("default-src 'none'; base-uri 'none'"),
      });
      expect(headers, path).not.toHaveProperty('x-powered-by');
    }
  });

  test('keep what the API answers from being run as a page', async ({ request }) => {
    const policy = directivesOf((await request.get('/api/schema')).headers()['content-security-policy']!);
    expect(policy.get('sandbox')).toEqual([]);
    expect(policy.has('script-src')).toBe(false);
  });
});

/** Serves the page with `added` at the end of its body, as somebody could who got markup into it. */
async function openWith(page: Page, added: string): Promise<void> {
  await page.route('/', async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace('</body>', `${added}</body>`);
    await route.fulfill({ response: answer, body: html });
  });
  await page.goto('/');
  await expect(page.locator('.react-flow__node[data-id="postgres"]')).toBeVisible();
}

const injected = {
  'an inline script': '<script>window.ran = true</script>',
  'an event handler': '<img src="/nothing.png" alt="" onerror="window.ran = true">',
  'a script of another host': '<script src="https://example.com/ran.js"></script>',
  'a frame': '<iframe title="x" srcdoc="<script>parent.ran = true</script>"></iframe>',
  'a style': '<style>:root { --ran: true }</style>',
  'a base for addresses': '<base href="https://example.com/">',
};

test.describe('markup that got into the page', () => {
  for (const [kind, markup] of Object.entries(injected)) {
    test(`${kind} has no effect, and the tool works`, async ({ page, complaints }) => {
      await openWith(page, markup);
      const effects = await page.evaluate(() => [
        'ran' in window,
        getComputedStyle(document.documentElement).getPropertyValue('--ran'),
        document.baseURI === location.href,
      ]);
      expect(effects).toEqual([false, '', true]);
      expect(complaints.join()).toContain('Content-Security-Policy: ');
      await page.unroute('/');
      await page.goto('/');
      complaints.length = 0;
    });
  }
});

/** In the page: what becomes of an attempt; the name of the error. */
const attempts = {
  'text as markup': () => (document.createElement('div').innerHTML = '<b>x</b>'),
  'text as a document': () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
  'text as a script': () => (document.createElement('script').textContent = 'window.ran = true'),
  'text as an event handler': () => document.createElement('div').setAttribute('onclick', 'window.ran = true'),
  'a script of another host': () => (document.createElement('script').src = 'https://example.com/x.js'),
  'a script from elsewhere on this host': () => (document.createElement('script').src = '/_next/static/../../api/schema'),
  'a worker from a text': () => new Worker('data:text/javascript,1'),
  'another policy': () => self.trustedTypes.createPolicy('loose', { createHTML: (text) => text }),
  'the same policy again': () => self.trustedTypes.createPolicy('default', { createHTML: (text) => text }),
};

test.describe('Trusted Types refuse', () => {
  for (const [kind, attempt] of Object.entries(attempts)) {
    test(kind, async ({ designer, page, complaints }) => {
      const error = page.evaluate(attempt);
      await expect(error).rejects.toThrow(/TypeError|TrustedHTML|TrustedScript|policy/i);
      await expect(designer.nodes).toHaveCount(6);
      complaints.length = 0;
    });
  }

  test('nothing that the page does itself: code, documents and the arrangement are drawn under them', async ({ designer, page }) => {
    await designer.openFile('README.md');
    await expect(page.getByRole('region', { name: 'README.md, as a document' })).toBeVisible();
    await designer.openFile('local.docker.yml');
    await expect(designer.code.locator('span').first()).toBeVisible();
    await designer.button('Arrange by what flows').click();
    await expect.poll(() => designer.stored()).toHaveProperty('layout.traefik');
  });
});

test('an address that does not exist is answered with the way back', async ({ page, complaints }) => {
  const answer = await page.goto('/nothing-here');
  expect(answer!.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no page at this address' })).toBeVisible();
  expect(complaints.every((text) => text.includes('404'))).toBe(true);
  complaints.length = 0;
  await page.getByRole('link', { name: 'To the designer' }).click();
  await expect(page.locator('.react-flow__node-service')).toHaveCount(6);
});
