import { expect, test } from '@playwright/test';
import JSZip from 'jszip';

const design = { version: 1, project: { name: 'shop', domain: 'localhost' }, services: { nginx: {} } };

test.describe('POST /api/export', () => {
  test('answers a design with a zip that has its secrets made', async ({ request }) => {
    const answer = await request.post('/api/export', { data: design });
    expect(answer.status()).toBe(200);
    expect(answer.headers()).toMatchObject({ 'content-type': 'application/zip', 'cache-control': 'no-store' });
    const zip = await JSZip.loadAsync(await answer.body());
    const dotenv = (await zip.file('shop/.env')?.async('text')) ?? '';
    expect(dotenv).toMatch(/^JWT_SECRET=\w{64}$/m);
    expect(await zip.file('shop/stack.json')?.async('text')).not.toContain(/^JWT_SECRET=(.*)$/m.exec(dotenv)?.[1] ?? 'nothing');
    expect(zip.file('shop/nginx/nginx.conf')).not.toBeNull();
  });

  test('names every field that is wrong, as problem+json', async ({ request }) => {
    const answer = await request.post('/api/export', {
      data: { ...design, colour: 'red', services: { traefik: { httpPort: 0 }, django: { adminUrl: 'admin' } } },
    });
    expect(answer.status()).toBe(422);
    expect(answer.headers()['content-type']).toContain('application/problem+json');
    const { errors } = (await answer.json()) as { errors: { field: string; message: string }[] };
    expect(errors.map(({ field }) => field).sort()).toEqual(['colour', 'services.django.adminUrl', 'services.traefik.httpPort']);
    for (const { message } of errors) expect(message).not.toBe('');
  });

  test('names the field of a rule over several fields', async ({ request }) => {
    const answer = await request.post('/api/export', { data: { ...design, tls: { mode: 'le-production', email: 'ops@example.com' } } });
    expect(answer.status()).toBe(422);
    const { errors } = (await answer.json()) as { errors: { id: string; field: string }[] };
    expect(errors).toMatchObject([{ id: 'tls/public-domain', field: 'tls.mode' }]);
  });

  test('refuses what is not JSON or not text', async ({ request }) => {
    const headers = { 'content-type': 'application/json' };
    expect((await request.post('/api/export', { headers, data: Buffer.from('{"version":') })).status()).toBe(400);
    expect((await request.post('/api/export', { headers, data: Buffer.from([0xff, 0xfe, 0x00]) })).status()).toBe(400);
    expect((await request.post('/api/export', { headers, data: Buffer.from('null') })).status()).toBe(422);
  });

  test('stops reading a body that is too large', async ({ request }) => {
    const answer = await request.post('/api/export', { data: Buffer.alloc(300_000, ' '), headers: { 'content-type': 'application/json' } });
    expect(answer.status()).toBe(413);
    expect(answer.headers()['content-type']).toContain('application/problem+json');
  });
});

test.describe('what a server says of itself', () => {
  test('is the schema of a design, which a client that has it is not sent again', async ({ request }) => {
    const answer = await request.get('/api/schema');
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toContain('application/schema+json');
    const schema = (await answer.json()) as { properties: { services: { properties: Record<string, unknown> } } };
    expect(schema.properties.services.properties).toHaveProperty('postgres');
    expect(JSON.stringify(schema)).toContain('TRAEFIK_HOST_PORT');
    const again = await request.get('/api/schema', { headers: { 'if-none-match': answer.headers()['etag'] ?? '' } });
    expect([again.status(), await again.text()]).toEqual([304, '']);
  });

  test('is a manual for curl, and the page for a browser', async ({ request, baseURL }) => {
    const manual = await request.get('/', { headers: { accept: '*/*' } });
    expect(manual.headers()['content-type']).toContain('text/plain');
    expect(await manual.text()).toContain(`curl ${baseURL}/api/openapi.json`);
    const page = await request.get('/', { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect(page.headers()['content-type']).toContain('text/html');
    // A cache that many share must not give it to a browser in place of the page.
    expect(manual.headers()['cache-control']).toContain('private');
  });

  test('is OpenAPI, health, and words for what is not there', async ({ request }) => {
    expect(await (await request.get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.1' });
    expect(await (await request.get('/api/health')).text()).toBe('ok\n');
    expect((await request.head('/api/health')).status()).toBe(200);
    const nothing = await request.get('/api/nothing');
    expect([nothing.status(), nothing.headers()['content-type']]).toEqual([404, 'application/problem+json']);
    const wrong = await request.delete('/api/export');
    expect([wrong.status(), wrong.headers()['allow']]).toEqual([405, 'GET, POST']);
  });
});

test('a link is exported by its address alone, and audited as SARIF', async ({ request }) => {
  const zip = await JSZip.loadAsync(await (await request.get('/api/export?set=project.name=shop')).body());
  expect(zip.file('shop/local.docker.yml')).not.toBeNull();
  const audit = await request.post('/api/audit', { data: design, headers: { accept: 'application/sarif+json' } });
  expect(await audit.json()).toMatchObject({ version: '2.1.0' });
  expect(await (await request.post('/api/validate', { data: design })).json()).toMatchObject({ valid: true });
});
