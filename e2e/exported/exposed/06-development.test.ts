import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { designs, developmentChanges, superuser, type Design } from '../designs';
import { booted } from '../support/booted';
import { exportDesign } from '../support/export';
import { expectStatus, goodPassword, logIn, register, somebody } from '../support/expecting';
import { json } from '../support/http';
import { whenRouted } from '../support/routed';
import { tell, type Outcome } from '../support/run';
import { removeSources } from '../support/source';

const { stack } = booted('exposed');
const development: Design = { ...designs.exposed, set: { ...designs.exposed.set, ...developmentChanges } };
let override = '';
let exported: Outcome;
let up: Outcome;

beforeAll(async () => {
  override = await stack.read('compose.override.yml');
  exported = await exportDesign(development, stack.dir, path.dirname(stack.dir), ['--force']);
  await removeSources(stack);
  up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '300'], { timeoutMs: 1_200_000 });
  if (up.code === 0) await whenRouted(stack);
});

describe('S15 Exporting again over a running stack', () => {
  it('works, and leaves the user’s override file alone', async () => {
    expect(exported.code, tell(exported)).toBe(0);
    expect(await stack.read('compose.override.yml')).toBe(override);
    expect(up.code, tell(up)).toBe(0);
  });

  it('still uses that file', async () => {
    expect((await stack.mustCompose(['config'])).stdout).toContain(stack.design.subnet);
  });

  it('keeps the data', async () => expectStatus(await logIn(stack.https(), superuser), 200));
});

describe('S9 Development shows the documentation under /api', () => {
  it.each(['/api/docs', '/api/redoc'])('%s is a page', async (page) => {
    const answer = await stack.https().get(page);
    expectStatus(answer, 200);
    expect(answer.body).toMatch(/openapi\.json/);
  });

  it('/api/openapi.json names the routes', async () => {
    const answer = await stack.https().get('/api/openapi.json');
    expectStatus(answer, 200);
    expect(Object.keys(json(answer).paths as object)).toEqual(expect.arrayContaining(['/api/auth/login', '/api/users/me']));
  });

  it('registration is on now', async () => {
    await register(stack.https(), somebody(), goodPassword);
  });
});

describe('S10 C17 Several Djangos', () => {
  it('start side by side, migrate once and all answer', async () => {
    const outcome = await stack.compose(['up', '-d', '--wait', '--scale', 'django=2']);
    expect(outcome.code, tell(outcome)).toBe(0);
    const { stdout } = await stack.mustCompose(['ps', '-q', 'django']);
    expect(stdout.trim().split('\n').length).toBe(2);
    await whenRouted(stack);
    for (let round = 0; round < 4; round++) expectStatus(await logIn(stack.https(), superuser), 200);
    await stack.mustCompose(['up', '-d', '--wait', '--scale', 'django=1']);
    await whenRouted(stack);
  });
});
