import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSpa, isSpa } from '../support/expecting';
import { header, say } from '../support/http';
import { imageOf } from '../support/images';
import { eventually, must, tell } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import type { Stack } from '../support/stack';
import { designOf, exported, override, remove, selfSigned, start } from './booting';

const GATEWAY = '10.213.91.1';
const [KEEPER, VISITOR, UNNAMED] = ['198.51.100.7', '203.0.113.8', '203.0.113.99'];

/** The machine of the tests reaches published ports from the gateway's address: it plays the proxy. */
const forwarded = (addresses: string, proto = 'https') => ({ headers: { host: 'proxied.test', 'x-forwarded-proto': proto, 'x-forwarded-for': addresses } });

let stack: Stack;
beforeAll(async () => {
  stack = await exported(designOf('acme-proxied', 'proxied.test', 21_400, {
    'tls.mode': 'behind-proxy', 'tls.trustedProxies': `${GATEWAY}/32`, 'services.traefik.httpsPort': '443',
    'services.traefik.dashboard': 'allowlist', 'services.traefik.dashboardAllow': KEEPER, 'services.traefik.siteAllow': VISITOR,
    'services.traefik.rateAverage': '1', 'services.traefik.rateBurst': '2', 'services.traefik.hstsSeconds': '86400',
  }));
  await override(stack, `networks:\n  main:\n    ipam:\n      config:\n        - subnet: 10.213.91.0/24\n          gateway: ${GATEWAY}\n`);
  await start(stack, 'react-app', 'traefik');
  await eventually('Traefik to route the page', async () => (isSpa(await get('/', VISITOR)) ? true : undefined));
});
afterAll(() => remove(stack));

const get = (path: string, addresses: string, proto?: string) => stack.http().get(path, forwarded(addresses, proto));

/** The same from a container, whose address nobody named. */
async function fromStranger(path: string, addresses: string): Promise<string> {
  const program = 'import http.client,sys\nc=http.client.HTTPConnection("traefik",8080,timeout=10)\nc.request("GET",sys.argv[1],headers={"Host":"proxied.test","X-Forwarded-Proto":"https","X-Forwarded-For":sys.argv[2]})\nprint(c.getresponse().status)';
  const { NETWORK_NAME = '' } = await stack.environment();
  return (await must('docker', ['run', '--rm', '--network', NETWORK_NAME, await imageOf(stack, 'python'), 'python', '-c', program, path, addresses])).stdout.trim();
}

/**
 * What the README asks of the proxy: TLS, and a redirect on port 80; it tells its software, as nginx does. `PATH` has a
 * curl in front that finds it by the domain, in the place of DNS.
 */
async function withProxy(client: string, act: (PATH: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'base2-proxy-'));
  await selfSigned(folder, 'proxy', 'proxied.test');
  const [key, cert] = await Promise.all([readFile(path.join(folder, 'proxy.key')), readFile(path.join(folder, 'proxy.crt'))]);
  const secure = https.createServer({ key, cert }, (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': client };
    const onward = http.request({ host: '127.0.0.1', port: stack.design.httpPort, method: request.method, path: request.url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, server: 'nginx' });
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
  const plain = http.createServer((request, response) => response.writeHead(301, { location: `https://proxied.test${request.url ?? '/'}` }).end());
  try {
    const ports = await Promise.all([plain, secure].map((server) => new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    })));
    const curl = (await must('sh', ['-c', 'command -v curl'])).stdout.trim();
    const found = [80, 443].map((port, at) => `--connect-to proxied.test:${port}:127.0.0.1:${ports[at]}`).join(' ');
    await writeFile(path.join(folder, 'curl'), `#!/bin/sh\nexec ${curl} "$@" ${found}\n`);
    await chmod(path.join(folder, 'curl'), 0o755);
    await act(`${folder}:${process.env['PATH'] ?? ''}`);
  } finally {
    for (const server of [plain, secure]) {
      server.close();
      server.closeAllConnections();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

describe('Behind a proxy', () => {
  it('one port is published, and the page comes over plain HTTP with all security headers', async () => {
    const bindings = Object.keys((await stack.container('traefik')).HostConfig.PortBindings ?? {});
    expect(bindings).toEqual(['8080/tcp']);
    const page = await get('/', VISITOR);
    expectSpa(page);
    expect(complaintsAboutHeaders(page)).toEqual([]);
    expect(header(page, 'strict-transport-security')).toBe('max-age=86400');
  });

  it('what the proxy got without TLS is sent to https', async () => {
    const answer = await get('/some/page?a=1', VISITOR, 'http');
    expect([answer.status, header(answer, 'location')], say(answer)).toEqual([301, 'https://proxied.test/some/page?a=1']);
  });

  it('nobody else may connect, whoever they claim to be', async () => {
    expect(await fromStranger('/', VISITOR)).toBe('403');
    expect(await fromStranger('/', GATEWAY)).toBe('403');
    expect(await fromStranger('/traefik/api/overview', KEEPER)).toBe('403');
  });

  it('an allow list asks for the real client: not for the proxy, and not for what a client wrote itself', async () => {
    expect((await get('/traefik/api/overview', KEEPER)).status).toBe(200);
    expect((await get('/traefik/api/overview', VISITOR)).status).toBe(403);
    expect((await get('/traefik/api/overview', `${KEEPER}, ${VISITOR}`)).status).toBe(403);
    expect((await get('/traefik/api/overview', `${VISITOR}, ${KEEPER}`)).status).toBe(200);
    expect((await get('/traefik/api/overview', `${KEEPER}, ${GATEWAY}`)).status).toBe(200);
  });

  it('the rate limit counts each real client, and a forged address in front is no way round it', async () => {
    const statuses = async (address: (turn: number) => string) => (await Promise.all(Array.from({ length: 12 }, (_, turn) => get('/api/health', address(turn))))).map(({ status }) => status);
    expect((await statuses(() => '192.0.2.50')).filter((status) => status === 429).length).toBeGreaterThan(6);
    expect((await statuses((turn) => `10.9.8.${turn}, 192.0.2.51`)).filter((status) => status === 429).length).toBeGreaterThan(6);
    expect((await statuses((turn) => `192.0.2.${100 + turn}`)).filter((status) => status === 429)).toEqual([]);
  });

  it('the application gets the client as the last address, not the proxy', async () => {
    const echo = 'import http.server\nclass H(http.server.BaseHTTPRequestHandler):\n  def do_GET(s):\n    b=s.headers["X-Forwarded-For"].encode()\n    s.send_response(200);s.send_header("Content-Length",str(len(b)));s.end_headers();s.wfile.write(b)\nhttp.server.HTTPServer(("0.0.0.0",8080),H).serve_forever()';
    const labels = ['traefik.enable=true', 'com.docker.compose.project=acme-proxied', 'traefik.http.routers.echo.rule=Path(`/echo`)', 'traefik.http.routers.echo.priority=500', 'traefik.http.routers.echo.entrypoints=web', 'traefik.http.services.echo.loadbalancer.server.port=8080'];
    const { NETWORK_NAME = '' } = await stack.environment();
    await must('docker', ['run', '-d', '--name', 'acme-proxied-echo', '--network', NETWORK_NAME, ...labels.flatMap((label) => ['--label', label]), await imageOf(stack, 'python'), 'python', '-c', echo]);
    try {
      let body = '';
      for (let turn = 0; turn < 40 && !/^[\d., ]+$/.test(body); turn += 1) {
        body = (await get('/echo', `10.9.8.7, ${VISITOR}`)).body;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      expect(body).toBe(`10.9.8.7, ${VISITOR}`);
    } finally {
      await must('docker', ['rm', '-f', 'acme-proxied-echo']);
    }
  });

  it('scripts/smoke-test goes through the proxy, as a browser does, and does not blame the stack for what the proxy writes', async () => {
    await withProxy(VISITOR, async (PATH) => {
      const { stdout, ...rest } = await stack.script('smoke-test', [], { env: { PATH } });
      const said = tell({ stdout, ...rest });
      expect(stdout, said).toContain('Testing https://proxied.test at the address of proxied.test (certificate not verified: proxied.test is a private name)');
      expect(stdout, said).toMatch(/ok +\/ is there/);
      expect(stdout, said).toMatch(/skip +Server: nginx is written by the proxy in front/);
      // The rest of the stack does not run here.
      expect(stdout.match(/FAIL +\/ .*|FAIL +.* tells its software.*|FAIL +an unknown path.*/g), said).toBeNull();
    });
  });

  it('scripts/smoke-test leaves out what an allow list keeps from it', async () => {
    await withProxy(UNNAMED, async (PATH) => {
      const { stdout, ...rest } = await stack.script('smoke-test', [], { env: { PATH } });
      const said = tell({ stdout, ...rest });
      expect(stdout, said).toMatch(/skip +the site is for named addresses only, and this machine is none of them/);
      expect(stdout, said).toMatch(/skip +\/internal\/: the site is for named addresses only/);
      expect(stdout, said).not.toMatch(/FAIL +(\/ |\/internal\/|an unknown path|a missing file)/);
    });
  });
});
