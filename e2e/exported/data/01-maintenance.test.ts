import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectJsonError, expectSpa, isSpa } from '../support/expecting';
import { header, say, type Answer } from '../support/http';
import { eventually, sleep, tell } from '../support/run';
import { complaintsAboutHeaders } from '../support/security-headers';
import type { Stack } from '../support/stack';
import { designOf, exported, remove, start } from './booting';

const isClosed = (answer: Answer) => answer.status === 503 && header(answer, 'retry-after') === '300';

/** Asks all the time, for the page and below /api; keeps every answer, and every failure to get one. */
function steadyLoad(stack: Stack) {
  const answers: Answer[] = [];
  const failures: string[] = [];
  let running = true;
  const asking = ['/', '/some/page', '/api/health'].map(async (path) => {
    const client = stack.https();
    while (running) {
      await client.get(path).then((answer) => answers.push(answer), (error: unknown) => failures.push(String(error)));
      await sleep(60);
    }
  });
  return async () => {
    running = false;
    await Promise.all(asking);
    return { answers, failures };
  };
}

async function maintenance(stack: Stack, ...args: string[]) {
  const outcome = await stack.script('maintenance', args);
  expect(outcome.code, tell(outcome)).toBe(0);
  return outcome.stdout;
}

describe.each([
  ['socket', 25_010, []],
  ['proxy', 25_020, ['traefik-socket-proxy']],
  ['none', 25_030, []],
])('The maintenance page, with Traefik reading %s', (socket, port, more) => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await exported(designOf(`data-maint-${socket}`, port, { 'services.traefik.socket': socket, 'services.pgadmin': 'false' }));
    await start(stack, [...more, 'traefik-certificates', 'react-app', 'traefik']);
    await eventually('the page', async () => (isSpa(await stack.https().get('/')) ? true : undefined));
  });
  afterAll(() => remove(stack));

  it('is off at first, and says so', async () => {
    expect(await maintenance(stack, 'status')).toBe('maintenance is off\n');
  });

  it('under a steady load every answer is the site or the 503, and the switch is one', async () => {
    const end = steadyLoad(stack);
    await sleep(1500);
    expect(await maintenance(stack, 'on')).toContain('on for everybody');
    for (const path of ['/', '/api/health', '/assets/x.js']) expect(isClosed(await stack.https().get(path)), path).toBe(true);
    await sleep(1500);
    expect(await maintenance(stack, 'off')).toContain('maintenance is off');
    expectSpa(await stack.https().get('/'));
    await sleep(1500);
    const { answers, failures } = await end();
    expect(failures).toEqual([]);
    const page = answers.filter(({ asked }) => !asked.includes('/api'));
    expect(page.filter((answer) => !isSpa(answer) && !isClosed(answer)).map(say)).toEqual([]);
    expect(page.filter(isSpa).length).toBeGreaterThan(20);
    expect(page.filter(isClosed).length).toBeGreaterThan(20);
    // Only the page and Traefik run here: the API is away before and after.
    for (const answer of answers.filter(({ asked }) => asked.includes('/api'))) expectJsonError(answer, 502, 503);
  });

  it('is a page for browsers and JSON below /api, with all security headers', async () => {
    await maintenance(stack, 'on');
    const [page, json] = [await stack.https().get('/deep/link'), await stack.https().post('/api/auth/login', { email: 'a' })];
    expect(page.body).toContain('<h1>Back soon</h1>');
    expect(header(page, 'content-type')).toMatch(/^text\/html/);
    expectJsonError(json, 503);
    for (const answer of [page, json]) {
      expect([answer.status, header(answer, 'retry-after'), header(answer, 'cache-control')], say(answer)).toEqual([503, '300', 'no-store']);
      expect(complaintsAboutHeaders(answer)).toEqual([]);
    }
    await maintenance(stack, 'off');
  });

  it('lets the allowed address through, and nobody else', async () => {
    const gateways = Object.values((await stack.container('traefik')).NetworkSettings.Networks).map(({ Gateway }) => Gateway).filter(Boolean);
    await maintenance(stack, 'on', ...gateways.flatMap((gateway) => ['--allow', `${gateway}/32`]));
    await eventually('this machine to see the site', async () => (isSpa(await stack.https().get('/')) ? true : undefined), 5000);
    expect(await maintenance(stack, 'on', '--allow', '192.0.2.1', '--allow', '2001:db8::/32')).toContain('on for all but 192.0.2.1 2001:db8::/32');
    await eventually('this machine to be one of the others', async () => (isClosed(await stack.https().get('/')) ? true : undefined), 5000);
    expect(await maintenance(stack, 'status')).toContain('2001:db8::/32');
    await maintenance(stack, 'off');
  });

  it('is what the scripts that test the site name, instead of failing at its answers', async () => {
    await maintenance(stack, 'on');
    for (const script of ['smoke-test', 'security-audit']) {
      const outcome = await stack.script(script);
      expect([outcome.code, outcome.stdout], tell(outcome)).toEqual([2, '']);
      expect(outcome.stderr).toContain('maintenance is on');
      expect(outcome.stderr).toContain('scripts/maintenance off');
    }
    await maintenance(stack, 'off');
  });

  it('stays a 503 while the container of the page is away, and health checks go on', async () => {
    await maintenance(stack, 'on');
    expect((await stack.container('traefik')).State.Health?.Status).toBe('healthy');
    await stack.mustCompose(['stop', 'react-app']);
    for (const path of ['/', '/api/health']) expect(isClosed(await stack.https().get(path)), path).toBe(true);
    await stack.mustCompose(['up', '-d', '--wait', '--no-deps', 'react-app']);
    expect(isClosed(await stack.https().get('/'))).toBe(true);
    await maintenance(stack, 'off');
    await eventually('the page', async () => (isSpa(await stack.https().get('/')) ? true : undefined));
  });

  it('refuses what is no address, and leaves no half-written file', async () => {
    for (const wrong of ['300.1.1.1', '10.0.0.0/33', 'x`) || Path(`/', '2001:db8::/129', '']) {
      const outcome = await stack.script('maintenance', ['on', '--allow', wrong]);
      expect(outcome.code, tell(outcome)).toBe(2);
    }
    const files = [...(await readdir(stack.file('traefik'))), ...(await readdir(stack.file('traefik/traefik-config')))];
    expect(files.filter((name) => /maint/.test(name))).toEqual(['maintenance.yml']);
    expectSpa(await stack.https().get('/'));
    expect(await stack.logs('traefik')).not.toMatch(/"level":"(error|fatal)"[^\n]*maintenance/);
  });
});
