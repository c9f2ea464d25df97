import { beforeAll, describe, expect, it } from 'vitest';
import { superuser } from '../designs';
import { booted } from '../support/booted';
import { expectJsonError, expectSpa, expectStatus, goodPassword, logIn, somebody } from '../support/expecting';
import { header, json, say } from '../support/http';
import { whenRouted } from '../support/routed';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn, type Source } from '../support/source';

const { stack } = booted('exposed');
const client = stack.https();
let source: Source;

beforeAll(async () => {
  source = await sourceOn(stack);
});

describe('S2 Other ports', () => {
  it('the redirect names the other https port', async () => {
    expect(header(await stack.http().get('/a?b=c'), 'location')).toBe(`https://${stack.design.domain}:${stack.design.httpsPort}/a?b=c`);
  });

  it('our own Origin has that port, and is let through', async () => {
    expectStatus(await source.client().post('/api/auth/login', superuser, { headers: { origin: `https://${stack.design.domain}:${stack.design.httpsPort}`, 'sec-fetch-site': 'same-origin' } }), 200);
    expectJsonError(await source.client().post('/api/auth/login', superuser, { headers: { origin: 'https://localhost:18443' } }), 403);
  });
});

describe('S3 nginx in front of the SPA', () => {
  it('serves it as before: pages, assets, misses', async () => {
    const page = await client.get('/some/page');
    expectSpa(page);
    expect(complaintsAboutHeaders(page)).toEqual([]);
    const script = /src="(\/[^"]+\.js)"/.exec(page.body)?.[1] ?? '';
    const asset = await client.get(script);
    expectStatus(asset, 200);
    expect(header(asset, 'cache-control')).toMatch(/max-age=31536000/);
    expect(complaintsAboutHeaders(asset)).toEqual([]);
    expectStatus(await client.get('/assets/none.js'), 404);
  });

  it('stands in the way: without nginx there is no page, but the API', async () => {
    await stack.mustCompose(['stop', 'nginx']);
    const answer = await client.get('/');
    const api = await client.get('/api/health');
    await stack.mustCompose(['up', '-d', '--wait']);
    await whenRouted(stack);
    expectStatus(answer, 404, 502, 503, 504);
    expectStatus(api, 200);
    expectSpa(await client.get('/'));
  });

  it('when the SPA behind it is away it says 50x, and recovers', async () => {
    await stack.mustCompose(['stop', 'react-app']);
    const answer = await client.get('/');
    await stack.mustCompose(['up', '-d', '--wait']);
    await whenRouted(stack);
    expectStatus(answer, 502, 503, 504);
    expectSpa(await client.get('/'));
  });
});

describe('S5 Registration is off', () => {
  it('register is a JSON 403 with its own code', async () => {
    const answer = await source.client().post('/api/auth/register', { email: somebody(), password: goodPassword });
    expectJsonError(answer, 403);
    expect(json(answer), say(answer)).toMatchObject({ code: 'registration_closed' });
  });

  it('who has an account still logs in and out', async () => {
    const one = source.client();
    expectStatus(await logIn(one, superuser), 200);
    expectStatus(await one.get('/api/users/me'), 200);
    expectStatus(await one.post('/api/auth/logout', undefined), 204);
    expectJsonError(await one.get('/api/users/me'), 401);
  });
});

describe('S7 RATE_LIMIT_* of the API', () => {
  it('answers 429 JSON with Retry-After after that many requests of one client, in all workers', async () => {
    const loud = await sourceOn(stack);
    const one = loud.client();
    const max = Number((await stack.environment()).RATE_LIMIT_MAX_REQUESTS);
    const statuses: number[] = [];
    for (let count = 0; count < max + 5; count++) {
      const answer = await one.get('/api/users/me');
      statuses.push(answer.status);
      if (answer.status !== 429) continue;
      expectJsonError(answer, 429);
      expect(header(answer, 'retry-after'), say(answer)).toMatch(/^\d+$/);
    }
    expect(statuses.slice(0, max - 2), 'not earlier').not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
    expectJsonError(await source.client().get('/api/users/me'), 401);
  });
});
