import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectStatus, isSpa } from '../support/expecting';
import { header, json, say } from '../support/http';
import { tell } from '../support/run';

const { stack } = booted('standard');
const client = stack.https();

describe('S4 Health', () => {
  it('/api/health is 200 through Traefik', async () => {
    const answer = await client.get('/api/health');
    expectStatus(answer, 200);
    expect(json(answer)).toMatchObject({ status: 'ok' });
  });

  it('/health is 200 inside, and outside it is only the SPA', async () => {
    const { FASTAPI_PORT } = await stack.environment();
    const inside = await stack.exec('api', ['python', '-c', `import urllib.request as u; print(u.urlopen('http://127.0.0.1:${FASTAPI_PORT}/health').read().decode())`]);
    expect(inside.code, tell(inside)).toBe(0);
    expect(JSON.parse(inside.stdout)).toMatchObject({ status: 'ok' });
    expect(isSpa(await client.get('/health'))).toBe(true);
  });

  it('/api/ready says that Django answers', async () => {
    const answer = await client.get('/api/ready');
    expectStatus(answer, 200);
    expect(json(answer)).toMatchObject({ checks: { django: 'ok' } });
  });
});

describe('S4 What the API does not have', () => {
  it.each(['/api/nothing', '/api/', '/api', '/api/users/', '/api/auth/login/extra', '/api/%00', '/api/../api/none'])('%s is a JSON 404 of the API', async (path) => {
    const answer = await client.get(path);
    if (path.includes('%00')) return expectJsonOrRefused(answer);
    expectJsonError(answer, 404);
  });

  it('a wrong method is a JSON 405', async () => {
    expectJsonError(await client.get('/api/auth/login'), 405);
    expectJsonError(await client.ask('DELETE', '/api/users/me'), 405);
  });

  it('a body that is no JSON, or not the right one, is a JSON 4xx', async () => {
    const headers = { 'content-type': 'application/json' };
    expectJsonError(await client.ask('POST', '/api/auth/login', { body: '{', headers }), 400, 422);
    expectJsonError(await client.post('/api/auth/login', { email: 'x' }), 400, 422);
    expectJsonError(await client.post('/api/auth/login', { email: ['a'], password: { a: 1 } }), 400, 422);
    expectJsonError(await client.post('/api/auth/login', { email: 'a@example.com', password: 'x'.repeat(100_000) }), 400, 413, 422);
  });

  it('a body of 20 MB is refused', async () => {
    const answer = await client.ask('POST', '/api/auth/login', { body: 'x'.repeat(20_000_000), headers: { 'content-type': 'application/json' } }).catch((error: Error) => error);
    if (answer instanceof Error) expect(answer.message).toMatch(/EPIPE|ECONNRESET|socket hang up/);
    else expectStatus(answer, 413);
  });

  it('answers are never kept by a cache', async () => {
    for (const path of ['/api/health', '/api/users/me', '/api/nothing']) expect(header(await client.get(path), 'cache-control') ?? '', path).toMatch(/no-store/);
  });
});

function expectJsonOrRefused(answer: Parameters<typeof say>[0]) {
  expect([400, 404], say(answer)).toContain(answer.status);
  expect(isSpa(answer), say(answer)).toBe(false);
}

describe('S9 Production shows no documentation', () => {
  it.each(['/api/docs', '/api/redoc', '/api/openapi.json'])('%s is a JSON 404', async (path) => {
    expectJsonError(await client.get(path), 404);
  });

  it.each(['/docs', '/redoc', '/openapi.json'])('%s is not the API’s', async (path) => {
    expect((await client.get(path)).body).not.toMatch(/swagger|redoc|"openapi"/i);
  });
});
