import { beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectStatus, logIn, register, type Person } from '../support/expecting';
import { json, say, type Client } from '../support/http';
import { sourceOn, type Source } from '../support/source';

const { stack } = booted('standard');
let source: Source;
let client: Client;
let person: Person;

beforeAll(async () => {
  source = await sourceOn(stack);
  client = source.client();
  person = await register(client);
});

const own = `https://${stack.design.domain}:${stack.design.httpsPort}`;
const foreign: Record<string, Record<string, string>> = {
  'Origin of another site': { origin: 'https://evil.example' },
  'Origin null': { origin: 'null' },
  'Origin of another port': { origin: `https://${stack.design.domain}` },
  'Origin of plain http': { origin: `http://${stack.design.domain}:${stack.design.httpsPort}` },
  'Origin that only begins like ours': { origin: `${own}.evil.example` },
  'Sec-Fetch-Site cross-site': { 'sec-fetch-site': 'cross-site' },
  'Sec-Fetch-Site same-site': { 'sec-fetch-site': 'same-site' },
  'our Origin, but cross-site': { origin: own, 'sec-fetch-site': 'cross-site' },
  'another Origin that calls itself same-origin': { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
};

describe('S5 A request that another site sends is refused', () => {
  it.each(Object.keys(foreign))('%s: 403 on log in, register and log out', async (name) => {
    const headers = foreign[name] ?? {};
    for (const path of ['/api/auth/login', '/api/auth/register', '/api/auth/logout']) {
      const answer = await client.post(path, person, { headers });
      expectJsonError(answer, 403);
      expect(json(answer), say(answer)).toMatchObject({ code: 'cross_site' });
    }
  });

  it('as a form or as plain text it gets nowhere either', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await source.client().ask('POST', '/api/auth/login', { body: JSON.stringify(person), headers: { 'content-type': type, origin: 'https://evil.example' } });
      expectJsonError(answer, 403);
    }
  });

  it('and the session that it meant is still there', async () => expectStatus(await client.get('/api/users/me'), 200));
});

describe('S5 What our own pages send is let through', () => {
  it.each<Record<string, string>>([{ origin: own, 'sec-fetch-site': 'same-origin' }, { origin: own }, { 'sec-fetch-site': 'none' }, {}])('%o', async (headers) => {
    expectStatus(await logIn(client, person), 200);
    expectStatus(await source.client().post('/api/auth/login', person, { headers }), 200);
  });

  it('reading is allowed from a link on another site', async () => {
    expectStatus(await client.get('/api/users/me', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } }), 200);
  });

  it('no CORS header invites anybody', async () => {
    const answer = await client.get('/api/users/me', { headers: { origin: 'https://evil.example' } });
    expect(answer.headers.filter(([name]) => /^access-control-/i.test(name))).toEqual([]);
    const preflight = await client.ask('OPTIONS', '/api/auth/login', { headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } });
    expect(preflight.headers.filter(([name]) => /^access-control-allow/i.test(name)), say(preflight)).toEqual([]);
  });
});
