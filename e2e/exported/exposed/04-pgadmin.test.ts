import { beforeAll, describe, expect, it } from 'vitest';
import { designs, gate } from '../designs';
import { booted } from '../support/booted';
import { expectStatus } from '../support/expecting';
import { header, say } from '../support/http';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn, type Source } from '../support/source';

const { stack } = booted('exposed');
const open = { authorization: `Basic ${Buffer.from(`${gate.user}:${gate.password}`).toString('base64')}` };
const client = stack.https();
let stranger: Source;

beforeAll(async () => {
  stranger = await sourceOn(stack);
});

/** Follows redirects inside the stack only. */
async function follow(path: string) {
  let at = path;
  for (let hop = 0; hop < 5; hop++) {
    const answer = await client.get(at, { headers: open });
    const location = header(answer, 'location');
    if (answer.status < 300 || answer.status > 399 || !location) return answer;
    const next = new URL(location, `${client.origin}${at}`);
    expect(next.origin, say(answer)).toBe(client.origin);
    at = `${next.pathname}${next.search}`;
  }
  throw new Error(`${path}: more than five redirects`);
}

describe('46 The routed pgAdmin', () => {
  it('shows its log-in page to the allowed address with the account', async () => {
    const answer = await follow('/pgadmin/');
    expectStatus(answer, 200);
    expect(answer.body).toMatch(/pgadmin/i);
    for (const name of [...answer.body.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css)(?:\?[^"]*)?)"/g)].map((match) => match[1] ?? '').slice(0, 4)) {
      expect(name.startsWith('/pgadmin/'), name).toBe(true);
      expectStatus(await client.get(name, { headers: open }), 200);
    }
  });

  it('/pgadmin without the slash leads there', async () => expectStatus(await follow('/pgadmin'), 200));

  it('is 401 without the account and 403 from elsewhere', async () => {
    for (const path of ['/pgadmin', '/pgadmin/', '/pgadmin/login', '/pgadmin/misc/ping']) {
      expectStatus(await client.get(path), 401);
      expectStatus(await stranger.client().get(path, { headers: open }), 403);
      expectStatus(await stranger.client().get(path, { headers: { ...open, 'x-forwarded-for': '10.213.87.1' } }), 403);
    }
  });

  it('carries the security headers, once', async () => {
    expect(complaintsAboutHeaders(await client.get('/pgadmin/login', { headers: open }))).toEqual([]);
    expect(complaintsAboutHeaders(await client.get('/pgadmin/'))).toEqual([]);
  });

  it('lets its own user in, with a password full of special characters', async () => {
    const page = await follow('/pgadmin/login');
    const token = /csrf_?token['"]?\s*(?:value=|[:=])\s*\\?["']([^"'\\]+)/i.exec(page.body)?.[1] ?? /"csrfToken":\s*"([^"]+)"/.exec(page.body)?.[1] ?? '';
    const email = (await stack.environment()).PGADMIN_DEFAULT_EMAIL ?? '';
    const form = new URLSearchParams({ csrf_token: token, email, password: designs.exposed.secrets.PGADMIN_DEFAULT_PASSWORD ?? '', language: 'en', internal_button: 'Login' });
    const answer = await client.ask('POST', '/pgadmin/authenticate/login', { body: form.toString(), headers: { ...open, 'content-type': 'application/x-www-form-urlencoded', origin: client.origin, referer: `${client.origin}/pgadmin/login` } });
    expectStatus(answer, 302);
    expect(header(answer, 'location'), say(answer)).toMatch(/\/pgadmin\/?(browser\/)?$/);
    expectStatus(await client.get('/pgadmin/browser/', { headers: open }), 200);
  });
});
