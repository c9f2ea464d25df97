import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { gate } from '../designs';
import { expectJsonError, expectStatus, register } from '../support/expecting';
import { header, say, type Answer } from '../support/http';
import { whenRouted } from '../support/routed';
import { eventually, must } from '../support/run';
import type { Stack } from '../support/stack';
import { Collector } from './collector';

const design = {
  ...designOf('b2e-observed', 23_110, {
    'services.pgadmin': 'false',
    'services.django.adminExposure': 'basic-auth',
    'services.traefik.basicAuthUser': gate.user,
    'observability.metrics': 'true',
    'observability.otlpEndpoint': 'http://collector:4318',
  }),
  secrets: { TRAEFIK_PASSWORD: gate.password },
};
let stack: Stack;
let collector: Collector;

beforeAll(async () => {
  stack = await exported(design);
  await start(stack);
  collector = await Collector.on(stack);
  await whenRouted(stack);
});
afterAll(async () => {
  await collector.remove();
  await remove(stack);
});

type Line = Record<string, unknown>;

/** Lines of a service's log that are about a request with this id. */
async function linesOf(service: string, field: string, id: string): Promise<Line[]> {
  return eventually(`a line of ${service} with ${field} ${id}`, async () => {
    const lines = (await stack.logs(service)).split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line);
    const found = lines.filter((line) => line[field] === id);
    return found.length > 0 ? found : undefined;
  }, 20_000);
}

const idOf = (answer: Answer) => header(answer, 'x-request-id') ?? '';
const basicAuth = () => ({ authorization: `Basic ${Buffer.from(`${gate.user}:${gate.password}`).toString('base64')}` });

describe('One id stands in the answer and in the logs of Traefik, the API and Django', () => {
  it('made by the API where the client sends none', async () => {
    const client = stack.https();
    await register(client);
    const answer = await client.get('/api/users/me');
    expectStatus(answer, 200);
    const id = idOf(answer);
    expect(id, say(answer)).toMatch(/^[0-9a-f]{32}$/);
    const [edge] = await linesOf('traefik', 'downstream_X-Request-Id', id);
    const [api] = await linesOf('api', 'request_id', id);
    const [django] = await linesOf('django', 'request_id', id);
    expect([edge?.['RequestPath'], api?.['path'], django?.['path']]).toEqual(['/api/users/me', '/api/users/me', '/internal/users/me']);
  });

  it('taken from the client where it has a safe form', async () => {
    const id = `given-by-client.${process.pid}`;
    const answer = await stack.https().post('/api/auth/login', { email: 'a@example.com', password: 'x' }, { headers: { 'x-request-id': id } });
    expect(idOf(answer)).toBe(id);
    for (const [service, field] of [['traefik', 'downstream_X-Request-Id'], ['api', 'request_id'], ['django', 'request_id']] as const) await linesOf(service, field, id);
  });

  it.each(['short', 'a b c d e f g h', 'x'.repeat(65), '"},{"level":"error', 'ünïcödé-id'].map((id) => [id]))('and not where it has another: %j', async (id) => {
    const answer = await stack.https().get('/api/health', { headers: { 'x-request-id': Buffer.from(id).toString('latin1') } });
    expectStatus(answer, 200);
    expect(idOf(answer)).toMatch(/^[0-9a-f]{32}$/);
  });

  it('also through the route of the admin', async () => {
    const id = `admin-route.${process.pid}`;
    const answer = await stack.https().get('/admin/login/', { headers: { ...basicAuth(), 'x-request-id': id } });
    expectStatus(answer, 200);
    expect(idOf(answer)).toBe(id);
    await linesOf('traefik', 'downstream_X-Request-Id', id);
    await linesOf('django', 'request_id', id);
  });
});

/** A page of metrics as somebody on the network of the stack sees it. */
async function metricsOf(target: string): Promise<string> {
  const ask = `import urllib.request as r; print(r.urlopen('http://${target}/metrics', timeout=5).read().decode())`;
  return (await stack.exec('api', ['python', '-c', ask])).stdout;
}

function valueOf(text: string, series: RegExp): number {
  const line = text.split('\n').find((one) => series.test(one));
  if (!line) throw new Error(`no series ${series} in\n${text.slice(0, 3000)}`);
  return Number(line.split(' ').pop());
}

describe('37 Metrics stay inside', () => {
  it.each(['/metrics', '/api/metrics'])('%s is 404 from outside', async (path) => {
    expectJsonError(await stack.https().get(path), 404);
  });

  it('no port of the host leads to them', async () => {
    const { stdout } = await must('docker', ['ps', '--filter', `label=com.docker.compose.project=${stack.project}`, '--format', '{{.Ports}}']);
    expect(stdout.match(/127\.0\.0\.1:\d+/g)?.sort()).toEqual([`127.0.0.1:${design.httpPort}`, `127.0.0.1:${design.httpsPort}`]);
  });

  it('those of the API count the requests of all its workers, by route', async () => {
    const count = async () => valueOf(await metricsOf('127.0.0.1:8000'), /^http_requests_total\{method="GET",route="\/api\/health",status="200"\}/);
    await stack.https().get('/api/health');
    const before = await count();
    for (let round = 0; round < 12; round += 1) await stack.https().get('/api/health');
    // Each asking may come to another worker; the answer is that of all of them.
    expect([await count(), await count(), await count()]).toEqual([before + 12, before + 12, before + 12]);
    const page = await metricsOf('127.0.0.1:8000');
    expect(valueOf(page, /^http_request_duration_seconds_count\{method="GET",route="\/api\/health"\}/)).toBeGreaterThanOrEqual(before + 12);
    expect(valueOf(page, /^db_pool_connections\{state="idle"\}/)).toBeGreaterThan(0);
    expect(page).not.toContain('route="/health"');
  });

  it('those of Django count what the API asked', async () => {
    await stack.https().post('/api/auth/login', { email: 'b@example.com', password: 'x' });
    const page = await metricsOf('django:8001');
    expect(valueOf(page, /^http_requests_total\{method="POST",route="internal\/auth\/login",status="401"\}/)).toBeGreaterThan(0);
    expect(valueOf(page, /^db_connections_opened_total/)).toBeGreaterThan(0);
  });

  it('those of Traefik name the routers', async () => {
    expect(await metricsOf('traefik:8083')).toMatch(/^traefik_router_requests_total\{.*router="api@docker"/m);
  });
});

describe('Traces', () => {
  it('of Traefik, the API and Django are one', async () => {
    const id = `one-trace.${process.pid}`;
    await stack.https().post('/api/auth/login', { email: 'c@example.com', password: 'x' }, { headers: { 'x-request-id': id } });
    const [line] = await linesOf('traefik', 'downstream_X-Request-Id', id);
    expect(line?.['TraceId']).toMatch(/^[0-9a-f]{32}$/);
    expect(await collector.servicesOf(String(line?.['TraceId']), 3)).toEqual(['api', 'django', 'traefik']);
  });

  it('keep nobody from stopping in time when their collector is away', async () => {
    await collector.remove();
    for (let round = 0; round < 5; round += 1) await stack.https().post('/api/auth/login', { email: 'd@example.com', password: 'x' });
    for (const service of ['api', 'django']) {
      const from = Date.now();
      await must('docker', ['stop', '--time', '20', (await stack.container(service)).Name.slice(1)]);
      expect(Date.now() - from, service).toBeLessThan(10_000);
      expect([0, 143]).toContain((await stack.container(service)).State.ExitCode);
    }
  });
});
