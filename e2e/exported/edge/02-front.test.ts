import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, setLine, start } from '../data/booting';
import { say, type Client } from '../support/http';
import type { Stack } from '../support/stack';
import { frontOf } from './front';

const SUBNET = '10.213.89.0/24';
const FRONT = '10.213.89.200';
const FRIEND = '203.0.113.7';
const FRIENDS6 = '2001:db8:7::/48';
const FRIEND6 = '2001:db8:7::5';
const STRANGER = '198.51.100.9';

let stack: Stack;
let front: Client;

/** What the front says it saw, and what the client itself claimed before that. */
const from = (seen: string, claimed = '') => ({ headers: { 'x-seen-client': seen, ...(claimed && { 'x-forwarded-for': claimed }) } });

beforeAll(async () => {
  stack = await exported(designOf('b2e-edge-front', 22_020, {
    'project.inFront': 'custom',
    'project.trustedProxies': FRONT,
    'services.traefik.apiAllow': `${FRIEND},${FRIENDS6},192.0.2.0/24`,
    'services.traefik.rateAverage': '1',
    'services.traefik.rateBurst': '5',
    'services.django.adminExposure': 'allowlist',
    'services.django.adminAllow': `${FRIEND},${FRIENDS6}`,
    'services.pgadmin': 'false',
  }));
  const name = (await stack.environment())['NETWORK_NAME'];
  await writeFile(stack.file('compose.override.yml'), `networks:\n  main:\n    name: ${name}\n    ipam:\n      config:\n        - subnet: ${SUBNET}\n`);
  await setLine(stack, 'COMPOSE_FILE', 'local.docker.yml:compose.override.yml');
  await start(stack);
  front = await frontOf(stack, FRONT);
});
afterAll(() => remove(stack));

describe('C7 a stack with a proxy in front', () => {
  it('lets nobody in who comes past the proxy, whatever he claims', async () => {
    for (const claimed of ['', FRIEND, FRONT, `${FRIEND}, ${FRONT}`]) {
      const answer = await stack.https().get('/', claimed ? { headers: { 'x-forwarded-for': claimed, 'x-real-ip': FRONT } } : {});
      expect(answer.status, say(answer)).toBe(403);
    }
  });

  it('serves the page through the proxy', async () => {
    const answer = await front.get('/', from(STRANGER));
    expect(answer.status, say(answer)).toBe(200);
  });

  it.each([FRIEND, FRIEND6])('knows %s by what the proxy says', async (friend) => {
    const answer = await front.get('/api/health', from(friend));
    expect(answer.status, say(answer)).toBe(200);
  });

  it.each([FRIEND, FRIEND6, FRONT, `${FRIEND}, ${FRONT}`, `${FRONT}, ${FRIEND}`])('does not take a stranger for the %s that he claims to be', async (claimed) => {
    for (const path of ['/api/health', '/admin/login/']) {
      const answer = await front.get(path, from(STRANGER, claimed));
      expect(answer.status, say(answer)).toBe(403);
    }
  });

  it('counts clients, not connections of the proxy, and not what they claim', async () => {
    const ask = async (seen: string, claimed: (count: number) => string) => {
      const answers = await Promise.all(Array.from({ length: 15 }, (_, count) => front.get('/api/health', from(seen, claimed(count)))));
      return answers.map(({ status }) => status);
    };
    expect(await ask('192.0.2.10', (count) => `192.0.2.${100 + count}`)).toContain(429);
    expect((await front.get('/api/health', from('192.0.2.11'))).status).toBe(200);
  });
});

describe('C3 the applications', () => {
  it('see the same client', async () => {
    await front.get('/admin/login/', from(FRIEND, STRANGER));
    await front.get('/api/users/me', from(FRIEND6, STRANGER));
    expect(await stack.logs('django')).toContain(`"client": "${FRIEND}"`);
    const api = await stack.logs('api');
    expect(api).toContain(FRIEND6);
    expect(api + (await stack.logs('django'))).not.toContain(`"client": "${STRANGER}"`);
  });
});

describe('S14 Traefik', () => {
  it('says nothing in its log', async () => {
    const lines = (await stack.logs('traefik')).split('\n').filter((line) => /"level":"(error|warn|fatal)"/.test(line));
    expect(lines).toEqual([]);
  });
});
