import { beforeAll, describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectSpa, expectStatus, logIn, register, type Person } from '../support/expecting';
import { eventually, must } from '../support/run';

const { stack } = booted('standard');
const client = stack.https();
let person: Person;

beforeAll(async () => {
  person = await register(client);
});

const worksAgain = () => eventually('a log in to work again', async () => ((await logIn(stack.https(), person)).status === 200 ? true : undefined), 90_000);

describe('S12 Postgres goes away and comes back', () => {
  it('restarted: all recovers by itself', async () => {
    await stack.mustCompose(['restart', 'postgres']);
    await worksAgain();
    expectStatus(await client.get('/api/users/me'), 200);
  });

  it('killed: the engine’s restart policy or a start brings it back, with its data', async () => {
    await must('docker', ['kill', (await stack.container('postgres')).Name.slice(1)]);
    await stack.mustCompose(['start', 'postgres']);
    await worksAgain();
    expectStatus(await client.get('/api/users/me'), 200);
  });

  it('stopped: JSON 50x in time, SPA and health answer; it ends cleanly and quickly', async () => {
    const from = Date.now();
    await stack.mustCompose(['stop', 'postgres']);
    expect((Date.now() - from) / 1000).toBeLessThan(10);
    expect((await stack.container('postgres')).State.ExitCode).toBe(0);
    const asked = Date.now();
    expectJsonError(await client.get('/api/users/me'), 500, 502, 503, 504);
    expectJsonError(await logIn(stack.https(), person), 500, 502, 503, 504);
    expect(Date.now() - asked).toBeLessThan(30_000);
    expectStatus(await client.get('/api/health'), 200);
    expectSpa(await client.get('/'));
    await stack.mustCompose(['start', 'postgres']);
    await worksAgain();
  });

  it('none of the applications had to be restarted for that', async () => {
    const restarted = [...(await stack.containers())].filter(([service, { RestartCount }]) => ['api', 'django', 'traefik', 'react-app'].includes(service) && RestartCount > 0);
    expect(restarted.map(([service]) => service)).toEqual([]);
  });
});
