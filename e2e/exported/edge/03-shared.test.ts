import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exported, remove, start } from '../data/booting';
import { expectJsonError, expectSpa, expectStatus, goodPassword, register, sessionCookie, somebody } from '../support/expecting';
import { Client, header, say } from '../support/http';
import { eventually, must, sleep, tell } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import type { Stack } from '../support/stack';
import { HostTraefik, NETWORK, PORTS } from './host';

const gate = { user: 'keeper', password: 'Gate $x `y` 29' };

function designOf(name: string, set: Record<string, string>) {
  const project = `b2e-host-${name}`;
  const domain = `${name}.localhost`;
  return {
    project, domain, folder: project, httpPort: PORTS.http, httpsPort: PORTS.https,
    set: {
      'project.name': project,
      'project.domain': domain,
      'services.traefik.entry': 'shared',
      'services.traefik.sharedNetwork': NETWORK,
      'services.traefik.httpsPort': String(PORTS.https),
      'services.traefik.basicAuthUser': gate.user,
      'services.django.adminExposure': 'basic-auth',
      'services.pgadmin': 'false',
      ...set,
    },
    secrets: { TRAEFIK_PASSWORD: gate.password }, edits: {},
  };
}

let host: HostTraefik;
const stacks: Stack[] = [];
const stack = (index: number) => stacks[index] as Stack;

beforeAll(async () => {
  host = await HostTraefik.start();
  stacks.push(await exported(designOf('a', { 'project.www': 'to-apex', 'hardening.networks': 'data' })));
  stacks.push(await exported(designOf('b', { 'services.traefik.rateAverage': '5', 'services.traefik.rateBurst': '10', 'services.django.adminUrl': '/office' })));
  for (const each of stacks) await start(each);
  for (const each of stacks) await eventually(`${each.project} is routed`, async () => ((await each.https().get('/api/health')).status === 200 && (await each.https().get('/')).status === 200 ? true : undefined));
}, 1_800_000);
afterAll(async () => {
  for (const each of stacks) await remove(each);
  await host.remove();
}, 600_000);

const both = [0, 1] as const;

describe('Two stacks behind one Traefik of the host', () => {
  it.each(both)('S3 show their page and their API', async (index) => {
    const client = stack(index).https();
    expectSpa(await client.get('/'));
    expectSpa(await client.get('/some/page'));
    expectStatus(await client.get('/api/health'), 200);
  });

  it.each(both)('S8 send the security headers with every answer, and C5 JSON for an unknown path of the API', async (index) => {
    const client = stack(index).https();
    for (const path of ['/', '/api/health', '/assets/missing.js']) expect(complaintsAboutHeaders(await client.get(path)), path).toEqual([]);
    const missing = await client.get('/api/unknown');
    expectJsonError(missing, 404);
    expect(complaintsAboutHeaders(missing)).toEqual([]);
  });

  it.each(both)('S1 publish no port and have no Traefik', async (index) => {
    const containers = await stack(index).containers();
    expect([...containers.keys()]).not.toContain('traefik');
    for (const [id, { HostConfig }] of containers) expect(Object.keys(HostConfig.PortBindings ?? {}), id).toEqual([]);
  });

  it.each(both)('put onto the shared network only what has a route', async (index) => {
    const there = [...(await stack(index).containers())].filter(([, { NetworkSettings }]) => NETWORK in NetworkSettings.Networks).map(([id]) => id);
    expect(there.sort()).toEqual(['api', 'django', 'react-app']);
  });

  it.each(both)('C6 ask for the password in front of the admin, and take it', async (index) => {
    const at = index === 0 ? '/admin/login/' : '/office/login/';
    const client = stack(index).https();
    expectStatus(await client.get(at), 401);
    const authorization = `Basic ${Buffer.from(`${gate.user}:${gate.password}`).toString('base64')}`;
    const answer = await client.get(at, { headers: { authorization } });
    expect([answer.status, answer.body.includes('csrfmiddlewaretoken')], say(answer)).toEqual([200, true]);
  });

  it('do not mix: neither has the admin path or the accounts of the other', async () => {
    expectSpa(await stack(0).https().get('/office/login/'));
    expectSpa(await stack(1).https().get('/admin/login/'));
    const client = stack(0).https();
    const person = await register(client, somebody(), goodPassword);
    const { name, value } = sessionCookie(await client.post('/api/auth/login', person));
    expectJsonError(await stack(1).https().get('/api/users/me', { headers: { cookie: `${name}=${value}` } }), 401);
    expectJsonError(await stack(1).https().post('/api/auth/login', person), 401);
  });

  it('each ask their own Django and database by name, though both are called the same', async () => {
    for (const each of stacks) {
      for (const service of ['django', 'postgres']) {
        const { stdout } = await each.exec('api', ['python', '-c', `import socket; print(socket.gethostbyname('${service}'))`]);
        const own = Object.values((await each.container(service)).NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
        expect(own, `${service} of ${each.project}`).toContain(stdout.trim());
      }
    }
  });

  it('redirect another name with path and query', async () => {
    const answer = await new Client({ scheme: 'https', host: 'www.a.localhost', port: PORTS.https }).get('/x?a=1&b=two%20words');
    expect([answer.status, header(answer, 'location')], say(answer)).toEqual([301, `https://a.localhost:${PORTS.https}/x?a=1&b=two%20words`]);
  });

  it('leave a name that neither has to the Traefik of the host', async () => {
    expectStatus(await new Client({ scheme: 'https', host: 'c.localhost', port: PORTS.https }).get('/'), 404);
  });

  it.each(['smoke-test', 'security-audit', 'doctor'])('S16 pass their own scripts/%s', async (name) => {
    const outcome = await stack(0).script(name);
    expect(outcome.code, tell(outcome)).toBe(0);
  });

  it('S7 count the requests of a client each for itself', async () => {
    const at = (index: number) => stack(index).https();
    const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await at(1).get('/api/health')).status));
    expect(statuses).toContain(429);
    expect((await at(0).get('/api/health')).status).toBe(200);
  });

  it('S14 give the Traefik of the host nothing to complain of', async () => expect(await host.complaints()).toEqual([]));

  it('S12 answer 503 below /api while the API is away, with the other stack untouched', async () => {
    await stack(0).mustCompose(['stop', 'api']);
    // Traefik hears of it within its usual two seconds; who asks meanwhile waits for an address that nobody has.
    await sleep(4_000);
    const answer = await eventually('the stand-in', async () => {
      const each = await stack(0).https().get('/api/health');
      return each.status === 503 ? each : undefined;
    });
    expectJsonError(answer, 503);
    expect(complaintsAboutHeaders(answer)).toEqual([]);
    expectSpa(await stack(1).https().get('/'));
  });

  it('S5 still have an API while the page is away', async () => {
    await must('docker', ['compose', 'stop', 'react-app'], { cwd: stack(1).dir });
    await eventually('the API', async () => ((await stack(1).https().get('/api/health')).status === 200 ? true : undefined));
    expect(await host.complaints()).toEqual([]);
  });
});
