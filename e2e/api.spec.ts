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

test('GET /api/schema describes a design', async ({ request }) => {
  const answer = await request.get('/api/schema');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toContain('application/schema+json');
  const schema = (await answer.json()) as { properties: { services: { properties: Record<string, unknown> } } };
  expect(schema.properties.services.properties).toHaveProperty('postgres');
  expect(JSON.stringify(schema)).toContain('TRAEFIK_HOST_PORT');
});
