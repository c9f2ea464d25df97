import { describe, expect, test } from 'vitest';
import { exportOf, templates } from '../generator/test-export';
import { stackOf, problemsOf, draftOf } from '../stack/test-stacks';
import { defaultStack } from '../stack';

const COLLECTOR = 'http://collector:4318';
const plain = exportOf(defaultStack);
const measured = exportOf(stackOf({ observability: { metrics: true } }));
const traced = exportOf(stackOf({ observability: { otlpEndpoint: COLLECTOR, tracePercent: 5 } }));
const environmentOf = (exported: typeof plain, id: string) => exported.compose.services[id]?.environment ?? {};
const APPS = ['api', 'django'] as const;

describe('what is not asked for', () => {
  test('leaves no trace in the export', () => {
    for (const id of APPS) expect(Object.keys(environmentOf(plain, id)).filter((name) => /^(OTEL|PROMETHEUS)/.test(name))).toEqual([]);
    expect(plain.text('.env')).not.toContain('OTEL');
    expect([plain.static['metrics'], plain.static['tracing']]).toEqual([undefined, undefined]);
    expect(Object.keys(plain.static['entryPoints'] as object)).not.toContain('metrics');
  });

  test.each(APPS)('installs nothing into the image of %s', (id) => {
    const lists = plain.files.map(({ path }) => path).filter((path) => path.startsWith(`${id}/requirements`));
    expect(lists).toEqual(['requirements-dev.in', 'requirements-dev.txt', 'requirements.in', 'requirements.txt'].map((name) => `${id}/${name}`));
  });
});

describe('metrics', () => {
  test.each(APPS)('of %s come from all processes of a container', (id) => {
    expect(environmentOf(measured, id)).toMatchObject({ PROMETHEUS_MULTIPROC_DIR: '/tmp/metrics' });
    expect(measured.has(`${id}/requirements-metrics.txt`)).toBe(true);
    expect(measured.has(`${id}/requirements-otel.txt`)).toBe(false);
  });

  test('of Traefik are on a port that no port of the host leads to', () => {
    expect(measured.static['entryPoints']).toMatchObject({ metrics: { address: ':8083' } });
    expect(measured.compose.services['traefik']?.ports?.map(({ target }) => target)).toEqual([8080, 8443]);
  });

  test('are 404 from outside, where the page would answer everything', () => {
    const router = measured.dynamic.http.routers['metrics-outside'];
    expect(router).toMatchObject({ rule: expect.stringContaining('Path(`/metrics`)'), middlewares: expect.arrayContaining(['answer-404']), service: 'edge-pages' });
    expect(router?.priority).toBeGreaterThan(10);
    expect(plain.dynamic.http.routers).not.toHaveProperty('metrics-outside');
  });

  test('keep their address for themselves', () => {
    expect(problemsOf(draftOf({}, { django: { adminUrl: '/metrics' } }))).toEqual(['routes/taken services.django.adminUrl']);
  });
});

describe('traces', () => {
  test.each(APPS)('of %s go to the collector under its own name', (id) => {
    expect(environmentOf(traced, id)).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: '${OTEL_EXPORTER_OTLP_ENDPOINT:?set OTEL_EXPORTER_OTLP_ENDPOINT in .env}',
      OTEL_SERVICE_NAME: id,
    });
    expect(traced.has(`${id}/requirements-otel.txt`)).toBe(true);
  });

  test('begin at Traefik, which decides how many', () => {
    expect(traced.static['tracing']).toMatchObject({ sampleRate: 0.05, otlp: { http: { endpoint: '${OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces' } } });
  });

  test('find their way out of internal networks', () => {
    const { services } = exportOf(stackOf({ observability: { otlpEndpoint: COLLECTOR }, hardening: { networks: 'tiers' } })).compose;
    for (const id of [...APPS, 'traefik']) expect(services[id]?.networks?.some((name) => name === 'main' || name === 'egress'), id).toBe(true);
  });

  test.each(['http://c', 'https://otel.example.com:4318/eu/1', 'http://10.0.0.7:4318'])('may go to %s', (otlpEndpoint) => {
    expect(problemsOf(draftOf({ observability: { otlpEndpoint } }))).toEqual([]);
  });

  test.each(['collector:4318', 'http://c/', 'http://user:word@c', 'http://c?x=1', 'http://c|d', 'grpc://c', 'http://C', ' http://c'])('cannot go to %j', (otlpEndpoint) => {
    expect(problemsOf(draftOf({ observability: { otlpEndpoint } }))).toEqual(['schema/invalid_format observability.otlpEndpoint']);
  });
});

describe('lists of Python packages', () => {
  const pins = (path: string) => [...(templates[path]?.text ?? '').matchAll(/^([a-z0-9-]+)(?:\[[a-z,]+\])?(==\S+)/gm)].map(([, name = '', version = '']) => name + version);
  const lists = Object.keys(templates).filter((path) => /^(api|django)\/requirements(-[a-z]+)?\.txt$/.test(path) && !path.endsWith('-dev.txt'));

  test.each(lists)('%s holds what the tests run with', (path) => {
    const tested = pins(path.replace(/requirements.*/, 'requirements-dev.txt'));
    for (const pin of pins(path)) expect(tested).toContain(pin);
  });

  test.each(lists)('%s is let into the build', (path) => {
    const [folder = '', name = ''] = path.split('/');
    expect(templates[`${folder}/_dockerignore`]?.text.split('\n')).toContain(`!${name}`);
  });
});
