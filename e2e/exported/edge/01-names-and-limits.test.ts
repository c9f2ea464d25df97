import { request } from 'node:https';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { expectJsonError, expectSpa } from '../support/expecting';
import { Client, header, say } from '../support/http';
import { must, sleep, tell } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn } from '../support/source';
import type { Stack } from '../support/stack';
import { Http3Client } from './http3';

const DOMAIN = 'edge.localhost';
const OTHERS = [`www.${DOMAIN}`, 'other.localhost'];
const BODY_LIMIT = 64 * 1024;

let stack: Stack;
const as = (host: string) => new Client({ scheme: 'https', host, port: stack.design.httpsPort });

beforeAll(async () => {
  const design = designOf('b2e-edge-names', 22_010, {
    'project.domain': DOMAIN,
    'project.www': 'to-apex',
    'project.aliases': 'other.localhost',
    'services.traefik.compress': 'true',
    'services.traefik.http3': 'true',
    'services.traefik.bodyLimit': '64',
    'services.traefik.loginAverage': '6',
    'services.traefik.readTimeout': '3',
    'services.pgadmin': 'false',
  });
  stack = await exported({ ...design, domain: DOMAIN });
  await start(stack);
});
afterAll(() => remove(stack));

describe('other names', () => {
  it.each(OTHERS)('%s leads to the domain for good, with path and query', async (name) => {
    const answer = await as(name).get('/some/page?a=1&b=two%20words');
    expect(answer.status, say(answer)).toBe(301);
    expect(header(answer, 'location')).toBe(`https://${DOMAIN}:${stack.design.httpsPort}/some/page?a=1&b=two%20words`);
    expect(header(answer, 'strict-transport-security'), say(answer)).toContain('max-age=');
    expect(header(answer, 'content-security-policy'), say(answer)).toContain("default-src 'none'");
  });

  it.each(OTHERS)('%s never reaches the API, and keeps the method', async (name) => {
    const answer = await as(name).post('/api/auth/login', { email: 'a@example.com', password: 'x' });
    expect([answer.status, header(answer, 'location')], say(answer)).toEqual([308, `https://${DOMAIN}:${stack.design.httpsPort}/api/auth/login`]);
  });

  it('are not taken for a name that nobody gave', async () => {
    const answer = await as('stranger.localhost').get('/');
    expect(answer.status, say(answer)).toBe(404);
  });
});

describe('compression', () => {
  const encodings = ['zstd', 'br', 'gzip'];
  const asking = (encoding: string) => ({ headers: { 'accept-encoding': encoding } });

  // The container of the page can do gzip by itself, and no other.
  it.each(encodings)('makes the page smaller by %s', async (encoding) => {
    const page = await stack.https().get('/');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.body)?.[1] ?? '';
    const answer = await stack.https().get(script, asking(encoding));
    expect([answer.status, header(answer, 'content-encoding'), header(answer, 'vary')], say(answer)).toEqual([200, encoding, 'Accept-Encoding']);
  });

  it.each(encodings)('BREACH: leaves answers of the API alone, though %s is asked for', async (encoding) => {
    const answer = await stack.https().get('/api/users/me', asking(encoding));
    expect([answer.status, header(answer, 'content-encoding')], say(answer)).toEqual([401, undefined]);
  });
});

describe('the limit of bodies', () => {
  const send = (size: number) => stack.https().ask('POST', '/api/auth/logout', { body: ' '.repeat(size), headers: { 'content-type': 'application/json' } });

  it('lets through what fits', async () => expect((await send(BODY_LIMIT)).status).toBe(204));

  it('stops more at the edge, with the security headers', async () => {
    const answer = await send(BODY_LIMIT + 1);
    expect([answer.status, complaintsAboutHeaders(answer)], say(answer)).toEqual([413, []]);
  });

  it('is the same inside', async () => {
    for (const service of ['api', 'django']) {
      const { stdout } = await stack.exec(service, ['printenv', 'MAX_BODY_BYTES']);
      expect(stdout.trim(), service).toBe(String(BODY_LIMIT));
    }
    const asked = `import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000); c.request('POST', '/api/auth/logout', b' ' * ${BODY_LIMIT + 1}, {'Content-Type': 'application/json'}); print(c.getresponse().status)`;
    const inside = await stack.exec('api', ['python', '-c', asked]);
    expect(inside.stdout.trim(), tell(inside)).toBe('413');
  });
});

describe('a client that sends slowly', () => {
  it('is cut off after the time that the design gives it', async () => {
    const began = Date.now();
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: stack.design.httpsPort, servername: DOMAIN, rejectUnauthorized: false }, () => socket.write(`GET / HTTP/1.1\r\nHost: ${DOMAIN}\r\n`));
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
      setTimeout(() => reject(new Error('still open after 20 s')), 20_000).unref();
      socket.resume();
    });
    expect(Date.now() - began).toBeGreaterThan(2_000);
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  it('does not disturb one whose answer takes longer', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port: stack.design.httpsPort, path: '/', headers: { host: DOMAIN }, servername: DOMAIN, rejectUnauthorized: false }, (response) => {
        sleep(4_000).then(() => response.resume());
        response.on('end', () => resolve(response.statusCode));
      }).on('error', reject).end();
    });
    expect(answer).toBe(200);
  });
});

describe('HTTP/3', () => {
  let http3: Http3Client;
  beforeAll(async () => {
    http3 = await Http3Client.of(stack);
  });
  afterAll(() => http3.remove());

  it('answers over QUIC at the published port, with the certificate of the site, and the same headers', async () => {
    const page = await http3.get('/');
    expectSpa(page);
    const api = await http3.get('/api/users/me');
    expectJsonError(api, 401);
    for (const answer of [page, api]) expect(complaintsAboutHeaders(answer)).toEqual([]);
  });

  it('is announced on the published port, and that port is open for UDP by Traefik alone', async () => {
    const answer = await stack.https().get('/');
    expect(header(answer, 'alt-svc'), say(answer)).toContain(`h3=":${stack.design.httpsPort}"`);
    const { stdout } = await must('docker', ['ps', '--filter', `label=com.docker.compose.project=${stack.project}`, '--format', '{{.Label "com.docker.compose.service"}} {{.Ports}}']);
    expect(stdout.split('\n').filter((line) => line.includes('/udp')).map((line) => line.split(' ')[0])).toEqual(['traefik']);
  });
});

describe('the stack', () => {
  it('S14 says nothing in Traefik’s log but that a body was too large', async () => {
    const lines = (await stack.logs('traefik')).split('\n').filter((line) => /"level":"(error|warn|fatal)"/.test(line) && !line.includes('request body over limit'));
    expect(lines).toEqual([]);
  });

  it('S16 passes its own smoke test', async () => {
    const outcome = await stack.script('smoke-test');
    expect(outcome.code, tell(outcome)).toBe(0);
  });
});

describe('log-ins', () => {
  it('S7 are limited more strictly than the rest of the API', async () => {
    const somebody = (await sourceOn(stack)).client();
    const statuses: number[] = [];
    for (let count = 0; count < 9; count += 1) statuses.push((await somebody.post('/api/auth/login', { email: `n${count}@example.com`, password: 'wrong' })).status);
    expect(statuses.slice(0, 5).every((status) => status === 401), statuses.join()).toBe(true);
    expect(statuses).toContain(429);
    expect((await somebody.get('/api/health')).status).toBe(200);
  });
});
