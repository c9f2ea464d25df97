import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { register } from '../support/expecting';
import { load, type Load } from '../support/load';
import { whenRouted } from '../support/routed';
import { must, sleep } from '../support/run';
import type { Container, Stack } from '../support/stack';

const replicas = 3;
const design = designOf('b2e-scale-file', 25_100, {
  'services.pgadmin': 'false',
  'services.traefik.socket': 'none',
  'services.traefik.rateAverage': '1000',
  'services.traefik.rateBurst': '1000',
  'services.api.rateLimitMaxRequests': '100000',
});
let stack: Stack;

const up = (count: number) => stack.mustCompose(['up', '-d', '--wait', '--scale', `api=${count}`, '--scale', `django=${count}`]);

beforeAll(async () => {
  stack = await exported(design);
  await start(stack);
  await whenRouted(stack);
});
afterAll(() => remove(stack));

async function running(service: string): Promise<Container[]> {
  const filters = [`label=com.docker.compose.project=${stack.project}`, 'label=com.docker.compose.oneoff=False', `label=com.docker.compose.service=${service}`];
  const ids = (await must('docker', ['ps', '-q', ...filters.flatMap((filter) => ['--filter', filter])])).stdout.split('\n').filter(Boolean);
  return JSON.parse((await must('docker', ['inspect', ...ids])).stdout) as Container[];
}

/** How many of the requests each replica has written into its log. */
async function shares(service: string): Promise<number[]> {
  const all = await running(service);
  return Promise.all(all.map(async ({ Name }) => (await must('docker', ['logs', Name.slice(1)])).stdout.split('\n').filter((line) => /"path": "(\/api|\/internal)\/users\/me"/.test(line)).length));
}

const summary = ({ statuses, failures }: Load) => `${JSON.stringify([...statuses])} ${failures.slice(0, 5).join('\n')}`;

describe('--scale api=3 django=3 where Traefik knows one name and no replicas', () => {
  it('those that are added under a steady load get their share of it', async () => {
    const client = stack.https();
    await register(client);
    let over = false;
    const asking = load(client, [{ method: 'GET', path: '/api/users/me' }], 20, 120, () => over);
    await sleep(3000);
    await up(replicas);
    const before = { api: await shares('api'), django: await shares('django') };
    await sleep(20_000);
    over = true;
    const done = await asking;
    expect(done.failures, summary(done)).toEqual([]);
    expect([...done.statuses.keys()], summary(done)).toEqual([200]);
    for (const service of ['api', 'django'] as const) {
      const counted = (await shares(service)).map((count, at) => count - (before[service][at] ?? 0));
      expect(counted, service).toHaveLength(replicas);
      // Of about 400 requests; equal shares would be 133.
      for (const count of counted) expect(count, `${service} ${counted.join(' ')}`).toBeGreaterThan(30);
    }
  });

  it.each(['api', 'django'])('each replica of %s stops and comes back, and no request fails', async (service) => {
    const client = stack.https();
    await register(client);
    let over = false;
    const asking = load(client, [{ method: 'GET', path: '/api/users/me' }, { method: 'POST', path: '/api/auth/login', json: { email: 'not an address', password: '' } }], 30, 120, () => over);
    for (const { Name } of await running(service)) {
      await sleep(1000);
      await must('docker', ['stop', '--time', '20', Name.slice(1)]);
      await sleep(1000);
      await must('docker', ['start', Name.slice(1)]);
      await up(replicas);
    }
    over = true;
    const done = await asking;
    expect(done.failures, summary(done)).toEqual([]);
    expect([...done.statuses.keys()].sort(), summary(done)).toEqual([200, 422]);
  });
});
