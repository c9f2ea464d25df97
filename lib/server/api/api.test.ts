import { Validator, type Schema } from '@cfworker/json-schema';
import { validate } from '@hyperjump/json-schema/openapi-3-1';
import fc from 'fast-check';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { templates } from '../../generator/test-export';
import { seed } from '../../kit/test-property';
import { Gate } from './gate';
import { createApi, operations } from './index';
import { defaultLimits, limitsFrom, type Limits } from './limits';
import { openapiOf } from './openapi';
import { asked, design, posted, provoked } from './test-provoking';

const api = (limits: Partial<Limits> = {}) => createApi({ ...defaultLimits, ...limits }, () => Promise.resolve(templates));

interface Described {
  readonly paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema?: Schema }>; headers?: Record<string, unknown> }> }>>;
  readonly components: Schema;
}
const described = JSON.parse(JSON.stringify(openapiOf(operations))) as Described;

/** What a documented answer has to be valid against; nothing for bytes and texts. */
function schemaOf(schema: Schema | undefined): Validator | undefined {
  return schema && schema['type'] !== 'string' ? new Validator({ ...schema, components: described.components } as Schema, '2020-12') : undefined;
}

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1, its schemas included', async () => {
    const result = await validate('https://spec.openapis.org/oas/3.1/schema-base', described as never);
    expect(result.valid).toBe(true);
    const broken = { ...described, paths: { '/api/export': { get: { responses: { 200: {} } } } } };
    expect((await validate('https://spec.openapis.org/oas/3.1/schema-base', broken as never)).valid).toBe(false);
  });

  test('has every operation that the server answers, and no other', async () => {
    const listed = Object.entries(described.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(listed.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
    expect((await (await api()(asked('/api/openapi.json'))).json()) as unknown).toEqual(described);
  });

  const documented = operations.flatMap(({ method, path, answers }) => Object.keys(answers).map((status) => ({ method, path, status: Number(status) })));

  test.each(documented)('says of $method $path that it answers $status, and so it does', async ({ method, path, status }) => {
    const how = provoked[status];
    if (!how) throw new Error(`nothing provokes ${status}`);
    const answer = api(how.limits);
    const etag = (await api()(asked(path))).headers.get('etag') ?? '';
    for (let before = 0; before < (how.before ?? 0); before++) await answer(how.request(method, path, etag));
    const response = await answer(how.request(method, path, etag));
    expect(response.status).toBe(status);
    const facts = described.paths[path]?.[method.toLowerCase()]?.responses[status];
    for (const name of Object.keys(facts?.headers ?? {})) expect(response.headers.get(name), name).not.toBeNull();
    const type = response.headers.get('content-type')?.replace(/;.*/, '');
    expect(type === undefined ? [] : [type]).toEqual(type === undefined ? [] : [expect.toBeOneOf(Object.keys(facts?.content ?? {}))]);
    const validator = schemaOf(facts?.content?.[type ?? '']?.schema);
    if (validator) expect(validator.validate(await response.json())).toMatchObject({ valid: true });
  });
});

describe('an answer', () => {
  test('to a wrong design names each field', async () => {
    const response = await api()(posted('/api/validate', '{"version":2,"colour":"red","services":{"traefik":{"httpPort":0}}}'));
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const { errors } = (await response.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field).sort()).toEqual(['colour', 'services.traefik.httpPort']);
  });

  test('to an address is the design that it spells', async () => {
    const zipAt = async (query: string) => JSZip.loadAsync(await (await api()(asked(`/api/export${query}`))).arrayBuffer());
    expect((await zipAt('')).file('base2/local.docker.yml')).not.toBeNull();
    expect((await zipAt('?set=project.name=shop&set=services.nginx=true')).file('shop/nginx/nginx.conf')).not.toBeNull();
    const refused = await api()(asked('/api/export?set=project.nmae=x'));
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('project.nmae')]);
    expect((await api()(asked('/api/export?preset=none'))).status).toBe(422);
    expect((await api()(asked('/api/export?preset=whole&s=2.x'))).status).toBe(422);
  });

  test('of the audit is SARIF where that is asked for', async () => {
    const response = await api()(posted('/api/audit', design, { accept: 'application/sarif+json, application/json;q=0.5' }));
    expect(response.headers.get('content-type')).toBe('application/sarif+json');
    expect(await response.json()).toMatchObject({ version: '2.1.0' });
  });

  test('holds no secret but in the zip, and none is kept by a cache', async () => {
    for (const path of ['/api/export', '/api/validate', '/api/audit']) expect((await api()(posted(path, design))).headers.get('cache-control')).toBe('no-store');
  });

  test('to another method or address says what there is', async () => {
    const wrong = await api()(new Request('http://designer.test/api/export', { method: 'DELETE' }));
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, POST']);
    expect((await api()(asked('/api/nothing'))).status).toBe(404);
  });
});

describe('whatever a client sends', () => {
  const deep = fc.nat({ max: 50_000 }).map((depth) => '['.repeat(depth));
  const bodies = fc.oneof(fc.string(), fc.json(), deep, fc.uint8Array().map((bytes) => new Uint8Array(bytes)), fc.constant('{"version":2,"services":{"__proto__":{"a":1}}}'));

  test('is answered in words, and no failure', async () => {
    const answer = api({ rate: { perMinute: 1e6, burst: 1e6 } });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/api/export', '/api/validate', '/api/audit'), bodies, async (path, body) => {
        const response = await answer(posted(path, body));
        expect([400, 422]).toContain(response.status);
        expect(((await response.json()) as { detail: string }).detail).toMatch(/^[A-Z]/);
      }),
      { seed, numRuns: 200 },
    );
    const query = fc.record({ s: fc.string(), set: fc.string() }).map((parameters) => new URLSearchParams(parameters).toString());
    await fc.assert(fc.asyncProperty(query, async (text) => void expect((await answer(asked(`/api/export?${text}`))).status).toBe(422)), { seed, numRuns: 100 });
  });
});

describe('the manual', () => {
  test('tells every operation with a call to copy, for the address that was used', async () => {
    const response = await api()(asked('/', { host: 'designer.example.com', 'x-forwarded-proto': 'https' }));
    const text = await response.text();
    for (const { method, path } of operations) expect(text).toContain(`${method} ${path}\n`);
    expect(text).toContain('curl https://designer.example.com/api/openapi.json');
    expect(text).not.toContain('ORIGIN');
    const hostile = await (await api()(asked('/api', { host: 'x', 'x-forwarded-host': "x'; rm -rf /" }))).text();
    expect(hostile).not.toContain('rm -rf');
  });
});

describe('a server under load', () => {
  test('does some, lets some wait and sends the rest away at once', async () => {
    const answer = api({ working: { atOnce: 1, waiting: 2, patience: 10_000 }, rate: { perMinute: 1000, burst: 1000 } });
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await answer(posted('/api/export', design))).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 503)).toHaveLength(5);
    expect((await answer(posted('/api/export', design))).status).toBe(200);
  });

  test('sees who came while it was busy: work that holds the thread is a queue too', async () => {
    const gate = new Gate({ atOnce: 1, waiting: 2, patience: 10_000 });
    const arrivals = Array.from({ length: 8 }, () => new Promise<string>((resolve) => setImmediate(() => gate.run(() => 'done').then(resolve, () => resolve('sent away')))));
    const ends = await Promise.all(arrivals);
    expect(ends.filter((end) => end === 'sent away')).toHaveLength(5);
    expect(await gate.run(() => 'again')).toBe('again');
  });

  test('does not let anybody wait for ever', async () => {
    const answer = api({ working: { atOnce: 0, waiting: 5, patience: 10 } });
    expect((await answer(posted('/api/export', design))).status).toBe(503);
    expect((await answer(asked('/api/health'))).status).toBe(200);
  });

  test('counts each client for itself, and a network of IPv6 as one', async () => {
    const answer = api({ rate: { perMinute: 60, burst: 1 }, proxies: 1 });
    const from = async (address: string) => (await answer(asked('/api/export?preset=none', { 'x-forwarded-for': address }))).status;
    expect([await from('192.0.2.1'), await from('198.51.100.7, 192.0.2.1'), await from('::ffff:192.0.2.1'), await from('192.0.2.2')]).toEqual([422, 429, 429, 422]);
    expect([await from('2001:db8::1'), await from('2001:db8:0:0:5::9'), await from('2001:db8:0:1::1')]).toEqual([422, 429, 422]);
  });

  test('believes nobody about who asks, unless it is told of a proxy: a forged address is no way around', async () => {
    const answer = api({ rate: { perMinute: 60, burst: 1 } });
    const from = async (headers: Record<string, string>) => (await answer(asked('/api/export?preset=none', headers))).status;
    expect([await from({}), await from({ 'x-forwarded-for': '192.0.2.1' }), await from({ 'x-forwarded-for': '2001:db8::1, 192.0.2.9' }), await from({ forwarded: 'for=192.0.2.3', 'x-real-ip': '192.0.2.4' })]).toEqual([422, 429, 429, 429]);
  });

  test('believes as many proxies as there are, and none of what the client wrote before', async () => {
    const answer = api({ rate: { perMinute: 60, burst: 1 }, proxies: 2 });
    const from = async (address: string) => (await answer(asked('/api/export?preset=none', { 'x-forwarded-for': address }))).status;
    expect([await from('192.0.2.1, 10.0.0.1'), await from('198.51.100.7, 192.0.2.1, 10.0.0.1'), await from('192.0.2.2, 10.0.0.1'), await from('192.0.2.2')]).toEqual([422, 429, 422, 429]);
  });

  test('says in its manual whom the limit is for', async () => {
    expect(await (await api()(asked('/'))).text()).toContain('All clients together may ask 120 times');
    expect(await (await api({ proxies: 1 })(asked('/'))).text()).toContain('A client may ask 120 times');
  });

  test('takes its limit from the environment', () => {
    expect(limitsFrom({}).rate).toEqual(defaultLimits.rate);
    expect(limitsFrom({ REQUESTS_PER_MINUTE: '600' }).rate).toEqual({ perMinute: 600, burst: 300 });
    expect(() => limitsFrom({ REQUESTS_PER_MINUTE: 'many' })).toThrow('REQUESTS_PER_MINUTE');
    expect([limitsFrom({}).proxies, limitsFrom({ TRUSTED_PROXIES: '' }).proxies, limitsFrom({ TRUSTED_PROXIES: '2' }).proxies]).toEqual([0, 0, 2]);
    for (const text of ['true', '-1', '10', '10.0.0.0/8']) expect(() => limitsFrom({ TRUSTED_PROXIES: text })).toThrow('TRUSTED_PROXIES');
  });
});
