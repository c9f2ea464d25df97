import { describe, expect, it } from 'vitest';
import { booted } from '../support/booted';
import { expectJsonError, expectSpa, expectStatus } from '../support/expecting';
import { whenRouted } from '../support/routed';
import { eventually, must } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';

const { stack } = booted('standard');
const client = stack.https();

/** Stops one service by SIGTERM and says how it went. */
async function stop(service: string) {
  const { Name } = await stack.container(service);
  const from = Date.now();
  await must('docker', ['stop', '--time', '20', Name.slice(1)]);
  const seconds = (Date.now() - from) / 1000;
  const { State } = await stack.container(service);
  return { seconds, code: State.ExitCode };
}

/** Starts it again as a machine's start would, and waits until everything answers. */
async function start(...services: string[]) {
  await stack.mustCompose(['start', ...services]);
  await allAnswers();
}

async function allAnswers() {
  await eventually('all services healthy', async () => {
    const states = [...(await stack.containers())].filter(([, { State }]) => State.Status !== 'exited' && State.Health).map(([service, { State }]) => [service, State.Health?.Status] as const);
    const not = states.filter(([, status]) => status !== 'healthy');
    if (not.length > 0) throw new Error(not.map(([service, status]) => `${service} ${status}`).join(', '));
    return true;
  }, 120_000);
  await whenRouted(stack);
}

async function stopped(service: string) {
  const { seconds, code } = await stop(service);
  expect(seconds, `${service} took ${seconds} s to stop`).toBeLessThan(10);
  expect([0, 143], `${service} ended with ${code}`).toContain(code);
}

describe('S11 S12 Each service stops within ten seconds, and the others keep answering', () => {
  it('without the SPA: the API answers, and a page is an error of the edge', async () => {
    await stopped('react-app');
    expectStatus(await client.get('/api/health'), 200);
    expectStatus(await client.get('/'), 404, 502, 503, 504);
    await start('react-app');
    expectSpa(await client.get('/'));
  });

  it('without the API: /api is a JSON 50x and never the SPA, which answers', async () => {
    await stopped('api');
    for (const path of ['/api/health', '/api/users/me', '/api/none']) {
      const answer = await client.get(path);
      expectJsonError(answer, 502, 503, 504);
      expect(complaintsAboutHeaders(answer)).toEqual([]);
    }
    expectJsonError(await client.post('/api/auth/login', { email: 'a@example.com', password: 'x' }), 502, 503, 504);
    expectSpa(await client.get('/'));
    await start('api');
    expectStatus(await client.get('/api/health'), 200);
  });

  it('without Django: the API says so in JSON and in time, and the SPA answers', async () => {
    await stopped('django');
    for (let round = 0; round < 3; round++) {
      const from = Date.now();
      expectJsonError(await client.post('/api/auth/login', { email: 'a@example.com', password: 'x' }), 502, 503, 504);
      expect(Date.now() - from).toBeLessThan(15_000);
    }
    expectJsonError(await client.get('/api/users/me'), 401, 502, 503, 504);
    expectStatus(await client.get('/api/health'), 200);
    expectStatus(await client.get('/api/ready'), 503);
    expectSpa(await client.get('/'));
    await start('django');
  });

  it('without Traefik nothing answers, and afterwards all does', async () => {
    await stopped('traefik');
    await expect(client.get('/')).rejects.toThrow(/ECONNREFUSED/);
    await start('traefik');
    expectSpa(await client.get('/'));
  });

  it('pgAdmin stops and starts', async () => {
    await stopped('pgadmin');
    await start('pgadmin');
  });
});
