import http2 from 'node:http2';
import https from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, start } from '../data/booting';
import { expectSpa } from '../support/expecting';
import { header, say } from '../support/http';
import { badLines } from '../support/log-lines';
import { eventually, sleep } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn } from '../support/source';
import type { Stack } from '../support/stack';
import { HeldRequest, makeSlow, overHttp1, overHttp2 } from './slow';

const AT_ONCE = 3;
/** Seconds. */
const TO_ANSWER = 6;
const IDLE = 3;

let stack: Stack;
beforeAll(async () => {
  stack = await exported(designOf('b2e-edge-times', 22_040, {
    'services.traefik.inFlight': String(AT_ONCE),
    'services.traefik.writeTimeout': String(TO_ANSWER),
    'services.traefik.idleTimeout': String(IDLE),
    'containers.slow': JSON.stringify({ source: 'build', exposure: 'public', route: '/slow' }),
    'services.pgadmin': 'false',
  }));
  await makeSlow(stack, 'slow');
  await start(stack);
  await eventually('the route', async () => ((await stack.https().get('/slow/')).body === 'end' ? true : undefined));
}, 900_000);
afterAll(() => remove(stack));

describe('S7 requests of one client at the same time', () => {
  const held: HeldRequest[] = [];
  const health = () => stack.https().get('/api/health');
  const hold = () => held.push(HeldRequest.of(stack));
  afterEach(() => held.splice(0).forEach((each) => each.drop()));

  it('are let through up to the limit; one more gets 429 with the security headers, until one has ended', async () => {
    for (let count = 1; count < AT_ONCE; count += 1) hold();
    await sleep(1_000);
    expect((await health()).status).toBe(200);
    hold();
    const refused = await eventually('a request too many', async () => {
      const answer = await health();
      return answer.status === 429 ? answer : undefined;
    });
    expect(refused.body, say(refused)).toContain(`max connections reached: ${AT_ONCE}`);
    expect(complaintsAboutHeaders(refused)).toEqual([]);
    // When one of theirs will end nobody knows, unlike with a rate.
    expect(header(refused, 'retry-after')).toBeUndefined();

    expect(await held.shift()?.end()).toBe(204);
    expect((await eventually('a free place', async () => ((await health()).status === 200 ? true : undefined)))).toBe(true);
    for (const each of held.splice(0)) expect(await each.end()).toBe(204);
  });

  it('are counted for each client, and not where the page is', async () => {
    const somebody = (await sourceOn(stack)).client();
    for (let count = 0; count < AT_ONCE; count += 1) hold();
    await eventually('a request too many', async () => ((await health()).status === 429 ? true : undefined));
    expect((await somebody.get('/api/health')).status).toBe(200);
    expectSpa(await stack.https().get('/'));
    // One that breaks off in its body would be an error in Traefik's log.
    for (const each of held.splice(0)) expect(await each.end()).toBe(204);
  });
});

describe.each([['HTTP/1.1', overHttp1], ['HTTP/2', overHttp2]] as const)('the time to answer, over %s', (version, ask) => {
  it('is enough for what begins and ends in it', async () => {
    expect(await ask(stack, '/slow/drip/1')).toMatchObject({ status: 200, body: '....end', whole: true });
    expect(await ask(stack, '/slow/late/1')).toMatchObject({ status: 200, body: 'end', whole: true });
  });

  it('S12 is not used up by a container that does not begin: the client gets 504 as JSON before', async () => {
    const outcome = await ask(stack, '/slow/late/20');
    expect(outcome).toMatchObject({ status: 504, whole: true, type: expect.stringMatching(/json/) as unknown });
    expect(outcome.seconds).toBeLessThan(20);
  });

  it('is the end of an answer that goes on for longer', async () => {
    const length = 2 * TO_ANSWER;
    const outcome = await ask(stack, `/slow/drip/${length}`);
    expect(outcome).toMatchObject({ whole: false });
    expect(outcome.body).not.toContain('end');
    // Over HTTP/1.1 Traefik learns of it when it writes the next time, and it writes when it has the whole answer (buffering).
    if (version === 'HTTP/2') expect(outcome.seconds).toBeLessThan(length);
  });
});

describe('an idle connection', () => {
  const reach = () => ({ port: stack.design.httpsPort, servername: stack.design.domain, rejectUnauthorized: false });
  const closing = (socket: { once(event: 'close', then: () => void): unknown }) =>
    new Promise<number>((resolve, reject) => {
      const from = Date.now();
      setTimeout(() => reject(new Error('still open after 30 s')), 30_000).unref();
      socket.once('close', () => resolve((Date.now() - from) / 1000));
    });

  it('is kept for the next request, and closed after the time that the design gives it, over HTTP/1.1', async () => {
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1, ...reach() });
    await stack.https().get('/', { agent });
    const [socket] = Object.values(agent.freeSockets).flat();
    if (!socket) throw new Error('no connection was kept');
    await sleep(1_000);
    await stack.https().get('/', { agent });
    expect(Object.values(agent.freeSockets).flat()).toEqual([socket]);
    expect(await closing(socket)).toBeGreaterThan(IDLE - 1);
    agent.destroy();
  });

  it('is closed after it over HTTP/2 too', async () => {
    const session = http2.connect(`https://127.0.0.1:${stack.design.httpsPort}`, reach());
    const stream = session.request({ ':authority': `${stack.design.domain}:${stack.design.httpsPort}`, ':path': '/' });
    await new Promise((resolve) => stream.resume().on('close', resolve));
    expect(session.closed).toBe(false);
    expect(await closing(session)).toBeGreaterThan(IDLE - 1);
  });
});

describe('S14 the stack', () => {
  it.each(['traefik', 'api'])('has no error or warning in the log of %s', async (service) => {
    expect(badLines(await stack.logs(service), service)).toEqual([]);
  });
});
