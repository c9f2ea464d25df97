import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { expectStatus, register } from '../support/expecting';
import type { Client } from '../support/http';
import { load, type Asked, type Load } from '../support/load';
import { whenRouted } from '../support/routed';
import { eventually, must, sleep } from '../support/run';
import { sourceOn } from '../support/source';
import type { Container, Stack } from '../support/stack';

/** What Traefik lets one client ask of /api: so many a second, and so many at once before that counts. */
const limit = { average: 40, burst: 80 };
const replicas = 3;
const design = designOf('b2e-scale', 23_120, {
  'services.pgadmin': 'false',
  'services.traefik.rateAverage': String(limit.average),
  'services.traefik.rateBurst': String(limit.burst),
  // Counted by each replica for itself; here only Traefik's limit is to be met.
  'services.api.rateLimitMaxRequests': '100000',
  'observability.metrics': 'true',
});
let stack: Stack;

beforeAll(async () => {
  stack = await exported(design);
  await start(stack);
  await stack.mustCompose(['up', '-d', '--wait', '--scale', `api=${replicas}`, '--scale', `django=${replicas}`]);
  await whenRouted(stack);
});
afterAll(() => remove(stack));

/** Every running container of the stack, replicas and all. */
async function allContainers(service?: string): Promise<Container[]> {
  const filters = [`label=com.docker.compose.project=${stack.project}`, 'label=com.docker.compose.oneoff=False', ...(service ? [`label=com.docker.compose.service=${service}`] : [])];
  const ids = (await must('docker', ['ps', '-q', ...filters.flatMap((filter) => ['--filter', filter])])).stdout.split('\n').filter(Boolean);
  return JSON.parse((await must('docker', ['inspect', ...ids])).stdout) as Container[];
}

const isHealthy = ({ State }: Container) => State.Status === 'running' && (State.Health?.Status ?? 'healthy') === 'healthy';

async function everyoneHealthy(): Promise<void> {
  await eventually('every container to be healthy', async () => {
    const not = (await allContainers()).filter((container) => !isHealthy(container)).map(({ Name }) => Name);
    if (not.length > 0) throw new Error(not.join(', '));
    return true;
  }, 120_000);
}

/** Mebibytes that each container uses. */
async function memory(): Promise<Map<string, number>> {
  const names = (await allContainers()).map(({ Name }) => Name.slice(1));
  const { stdout } = await must('docker', ['stats', '--no-stream', '--format', '{{.Name}} {{.MemUsage}}', ...names]);
  const units: Record<string, number> = { B: 1 / 1_048_576, KiB: 1 / 1024, MiB: 1, GiB: 1024 };
  return new Map([...stdout.matchAll(/^(\S+) ([\d.]+)(\w+) \//gm)].map(([, name = '', amount, unit = 'MiB']) => [name, Number(amount) * (units[unit] ?? 1)]));
}

/** A person who is logged in, from an address that nobody else has. */
async function somebody(): Promise<Client> {
  const client = (await sourceOn(stack)).client();
  await register(client);
  return client;
}

const mix: Asked[] = [
  { method: 'GET', path: '/api/users/me' },
  { method: 'GET', path: '/api/health' },
  { method: 'POST', path: '/api/auth/login', json: { email: 'not an address', password: '' } },
  { method: 'GET', path: '/' },
];
const summary = ({ statuses, failures }: Load) => `${JSON.stringify([...statuses])} ${failures.slice(0, 5).join('\n')}`;

describe('--scale api=3 django=3', () => {
  it('every replica answers', async () => {
    const client = await somebody();
    const done = await load(client, [{ method: 'GET', path: '/api/users/me' }], 20, 8);
    expect(done.failures, summary(done)).toEqual([]);
    expect(done.statuses.get(200), summary(done)).toBe(done.answers);
    for (const service of ['api', 'django']) {
      const found = await allContainers(service);
      expect(found, service).toHaveLength(replicas);
      for (const { Name } of found) {
        const { stdout } = await must('docker', ['logs', Name.slice(1)]);
        expect(stdout.split('\n').filter((line) => /"path": "(\/api|\/internal)\/users\/me"/.test(line)).length, Name).toBeGreaterThan(3);
      }
    }
  });

  it('nothing is pinned that only one may have', async () => {
    const everybody = await allContainers();
    expect(new Set(everybody.map(({ Name }) => Name)).size).toBe(everybody.length);
    expect(everybody.every(isHealthy)).toBe(true);
  });
});

describe('SIGTERM under load', () => {
  it.each(['api', 'django'])('each replica of %s stops and comes back, and no request fails', async (service) => {
    const client = await somebody();
    let over = false;
    const asking = load(client, mix, 30, 150, () => over);
    const seconds: number[] = [];
    for (const { Name } of await allContainers(service)) {
      await sleep(1500);
      const from = Date.now();
      await must('docker', ['stop', '--time', '20', Name.slice(1)]);
      seconds.push((Date.now() - from) / 1000);
      await sleep(1000);
      await must('docker', ['start', Name.slice(1)]);
      await everyoneHealthy();
    }
    over = true;
    const done = await asking;
    expect(done.failures, summary(done)).toEqual([]);
    expect([...done.statuses.keys()].sort(), summary(done)).toEqual([200, 422]);
    for (const each of seconds) expect(each).toBeLessThan(10);
  });
});

describe('S7 60 seconds at twice the rate limit', () => {
  it('as many pass as the limit says, the rest get 429, and nothing else happens', async () => {
    const before = await memory();
    const seconds = 60;
    const done = await load((await sourceOn(stack)).client(), [{ method: 'GET', path: '/api/health' }], limit.average * 2, seconds);
    expect(done.failures, summary(done)).toEqual([]);
    expect([...done.statuses.keys()].sort(), summary(done)).toEqual([200, 429]);
    const passing = limit.burst + limit.average * done.seconds;
    expect(done.statuses.get(200), summary(done)).toBeGreaterThan(passing * 0.9);
    expect(done.statuses.get(200), summary(done)).toBeLessThan(passing * 1.1);

    await everyoneHealthy();
    for (const container of await allContainers()) {
      expect(container.State.OOMKilled, container.Name).toBe(false);
      expect(container.RestartCount, container.Name).toBe(0);
    }
    for (const [name, used] of await memory()) expect(used - (before.get(name) ?? 0), `${name}: ${before.get(name)} → ${used} MiB`).toBeLessThan(48);
  });

  it('and somebody else was not hindered', async () => {
    const other = await somebody();
    expectStatus(await other.get('/api/users/me'), 200);
  });
});
