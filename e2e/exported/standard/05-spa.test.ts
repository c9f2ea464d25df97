import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectSpa, expectStatus, isSpa } from '../support/expecting';
import { header, say } from '../support/http';

const { stack } = booted('standard');
const client = stack.https();

async function assets(): Promise<string[]> {
  const page = await client.get('/');
  expectSpa(page);
  return [...page.body.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');
}

describe('S3 The SPA', () => {
  it('is at /', async () => expectSpa(await client.get('/')));

  it.each(['/profile', '/some/deep/link?tab=2', '/login/', '/apiary'])('answers %s with index.html', async (path) => {
    expectSpa(await client.get(path));
  });

  it('never lets index.html be kept', async () => {
    for (const path of ['/', '/index.html', '/profile']) {
      const cache = header(await client.get(path), 'cache-control') ?? '';
      expect(cache, path).toMatch(/no-cache|no-store/);
    }
  });

  it('has hashed assets that are cached for a year, with their types', async () => {
    const names = await assets();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const answer = await client.get(name);
      expectStatus(answer, 200);
      expect(header(answer, 'cache-control'), say(answer)).toMatch(/max-age=31536000/);
      expect(header(answer, 'cache-control'), say(answer)).toMatch(/immutable/);
      expect(header(answer, 'content-type')).toMatch(name.endsWith('.css') ? /^text\/css/ : /^(text|application)\/javascript/);
    }
  });

  it.each(['/assets/index-00000000.js', '/assets/gone.css', '/missing.png', '/favicon-gone.ico'])('answers 404 for the missing %s, not index.html', async (path) => {
    const answer = await client.get(path);
    expectStatus(answer, 404);
    expect(isSpa(answer), say(answer)).toBe(false);
    expect(header(answer, 'cache-control') ?? '', 'a 404 must not be kept for a year').not.toMatch(/max-age=[1-9]\d{3,}/);
  });

  it('gives no dot file, no source map list and no way up the tree', async () => {
    for (const path of ['/.env', '/.git/config', '/assets/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd']) {
      const answer = await client.get(path);
      expect(answer.body, path).not.toMatch(/root:|POSTGRES|\[core\]/);
      if (answer.status === 200) expect(isSpa(answer), say(answer)).toBe(true);
    }
  });

  it('answers HEAD as GET without a body, and refuses to be written to', async () => {
    const head = await client.ask('HEAD', '/');
    expectStatus(head, 200);
    expect(head.body).toBe('');
    expectStatus(await client.post('/', {}), 405, 404);
  });

  it('compresses scripts when asked to', async () => {
    const [script = '/'] = (await assets()).filter((name) => name.endsWith('.js'));
    const answer = await client.get(script, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(header(answer, 'content-encoding'), say({ ...answer, body: '' })).toMatch(/gzip|br/);
    expect(header(answer, 'vary') ?? '').toMatch(/accept-encoding/i);
  });

  it('has no inline script, because its CSP would refuse it', async () => {
    const page = await client.get('/');
    expect(page.body.match(/<script(?![^>]*\bsrc=)[^>]*>/g) ?? []).toEqual([]);
    expect(page.body.match(/\son\w+=|style="/g) ?? []).toEqual([]);
  });
});
