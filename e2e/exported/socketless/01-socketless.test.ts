import { beforeAll, describe, expect, it } from 'vitest';
import { gate } from '../designs';
import { booted } from '../support/booted';
import { expectJsonError, expectSpa, expectStatus, isSpa, logIn, register, sessionCookie } from '../support/expecting';
import { complaintsAboutContainer, kernelStatus, processUsers } from '../support/hardened';
import { header, say } from '../support/http';
import { badLines } from '../support/log-lines';
import { eventually, tell } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn, type Source } from '../support/source';

const { stack, boot } = booted('socketless');
const client = stack.https();
const open = { authorization: `Basic ${Buffer.from(`${gate.user}:${gate.password}`).toString('base64')}` };
const services = ['traefik', 'react-app', 'api', 'django', 'django-migrate', 'postgres', 'traefik-certificates'];
let stranger: Source;

beforeAll(async () => {
  stranger = await sourceOn(stack);
});

describe('1 A stack without the Docker socket', () => {
  it('comes up without a warning', () => {
    expect((boot.up.stdout + boot.up.stderr).split('\n').filter((line) => /\bwarn(ing)?\b/i.test(line) && !/^#\d+ /.test(line))).toEqual([]);
    expect(Object.entries(boot.logs).flatMap(([service, log]) => badLines(log, service).map((line) => `${service}: ${line}`))).toEqual([]);
  });

  it('has these containers, all hardened, and none runs as root', async () => {
    const containers = await stack.containers();
    expect([...containers.keys()].sort()).toEqual([...services].sort());
    expect([...containers].flatMap(([service, container]) => complaintsAboutContainer(service, container))).toEqual([]);
    for (const [service, container] of containers) {
      expect(container.Mounts.map(({ Source }) => Source).filter((source) => source.endsWith('docker.sock')), service).toEqual([]);
      expect(container.Config.User, service).toMatch(/^[1-9]/);
      if (container.State.Status !== 'running') continue;
      expect((await processUsers(container)).filter(({ uid }) => uid === '0'), service).toEqual([]);
      expect((await kernelStatus(stack, service)).CapEff, service).toBe('0000000000000000');
    }
  });

  it('S1 publishes the two ports of Traefik only', async () => {
    const published = [...(await stack.containers())].flatMap(([service, { HostConfig }]) => Object.values(HostConfig.PortBindings ?? {}).flatMap((hosts) => hosts.map(({ HostPort }) => `${service} ${HostPort}`)));
    expect(published.sort()).toEqual(['traefik 20080', 'traefik 20443']);
  });

  it('C19 keeps the data of PostgreSQL 17 where that image has it', async () => {
    const { Mounts, Config } = await stack.container('postgres');
    expect(Config.Image).toMatch(/^postgres:17/);
    expect(Mounts.filter(({ Type }) => Type === 'volume').map(({ Destination }) => Destination)).toEqual(['/var/lib/postgresql/data']);
  });
});

describe('S2 S3 S5 S8 It does what the others do, under its own name', () => {
  it('redirects, serves the page and answers unknown names with 404', async () => {
    expect(header(await stack.http().get('/x?y=z'), 'location')).toBe('https://app.localhost:20443/x?y=z');
    const page = await client.get('/deep');
    expectSpa(page);
    expect(complaintsAboutHeaders(page)).toEqual([]);
    expectStatus(await client.get('/', { headers: { host: 'localhost:20443' } }), 404, 421);
  });

  it('registers, knows and forgets people; sessions last as long as JWT_EXPIRE says', async () => {
    const one = stack.https();
    const person = await register(one);
    expect(sessionCookie(await logIn(one, person)).attributes).toContain('max-age=900');
    expectStatus(await one.get('/api/users/me'), 200);
    expectStatus(await one.post('/api/auth/logout', undefined), 204);
    expectJsonError(await one.get('/api/users/me'), 401);
  });

  it('finds a service again that got a new address', async () => {
    const outcome = await stack.compose(['up', '-d', '--wait', '--force-recreate', '--no-deps', 'api', 'react-app']);
    expect(outcome.code, tell(outcome)).toBe(0);
    await eventually('both to be routed again', async () => (isSpa(await client.get('/')) && (await client.get('/api/health')).status === 200 ? true : undefined), 20_000);
  });

  it('says 50x in JSON while the API is stopped', async () => {
    await stack.mustCompose(['stop', 'api']);
    const answer = await client.get('/api/health');
    await stack.mustCompose(['start', 'api']);
    expectJsonError(answer, 502, 503, 504);
    expect(complaintsAboutHeaders(answer)).toEqual([]);
    await eventually('the API to answer', async () => ((await client.get('/api/health')).status === 200 ? true : undefined), 60_000);
  });
});

describe('S6 The admin at another path, behind an allowlist only', () => {
  it('is there for the allowed address, without an account', async () => {
    const answer = await client.get('/backstage/login/');
    expectStatus(answer, 200);
    expect(answer.body).toContain('csrfmiddlewaretoken');
    const style = /href="(\/backstage\/static\/[^"]+\.css)"/.exec(answer.body)?.[1] ?? '';
    expectStatus(await client.get(style), 200);
  });

  it('is 403 for others, and not at /admin', async () => {
    expectStatus(await stranger.client().get('/backstage/login/'), 403);
    expect(isSpa(await client.get('/admin/login/'))).toBe(true);
  });
});

describe('30 Traefik’s dashboard behind both', () => {
  it.each(['/traefik/dashboard/', '/traefik/api/rawdata', '/traefik/api/overview'])('%s asks for the account, and for the allowed address', async (path) => {
    expectStatus(await client.get(path), 401);
    expectStatus(await stranger.client().get(path, { headers: open }), 403);
  });

  it('shows the routers to who has both, and nowhere else', async () => {
    expect((await client.get('/traefik/api/rawdata', { headers: open })).body).toContain('"routers"');
    const answer = await client.get('/api/rawdata', { headers: open });
    expect(answer.body, say(answer)).not.toContain('"routers"');
  });

  it('S7 counts tries before it looks at the password: who tries very often is told to wait', async () => {
    const guess = { authorization: `Basic ${Buffer.from(`${gate.user}:guess`).toString('base64')}` };
    const answers = await Promise.all(Array.from({ length: 300 }, () => client.get('/traefik/api/overview', { headers: guess })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    const refused = answers.find(({ status }) => status === 429);
    if (!refused) throw new Error('nobody was told to wait');
    expect(header(refused, 'retry-after'), say(refused)).toMatch(/^\d+$/);
    expect(complaintsAboutHeaders(refused)).toEqual([]);
    expectSpa(await client.get('/'));
  });
});
