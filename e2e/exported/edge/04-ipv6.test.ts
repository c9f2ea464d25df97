import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, setLine, start } from '../data/booting';
import { expectSpa, expectStatus } from '../support/expecting';
import { header, say } from '../support/http';
import { badLines } from '../support/log-lines';
import { complaintsAboutHeaders } from '../support/security-headers';
import { sourceOn, type Source } from '../support/source';
import type { Stack } from '../support/stack';

const SUBNETS = ['10.213.91.0/24', 'fdb2:e091::/56'];
/** A range and one address. */
const ALLOWED = 'fdb2:e091:0:a::/64,fdb2:e091:0:c::105';
const INSIDE = ['fdb2:e091:0:a::107', 'fdb2:e091:0:a:ffff::108', 'fdb2:e091:0:c::105'] as const;
const OUTSIDE = ['fdb2:e091:0:b::117', 'fdb2:e091:0:c::106'] as const;
const PATHS = ['/', '/api/health', '/admin/login/'];
const BURST = 30;

let stack: Stack;
const sources = new Map<string, Source>();
const at = (address: string) => sources.get(address) as Source;

beforeAll(async () => {
  stack = await exported(designOf('b2e-edge-ipv6', 22_030, {
    'services.traefik.siteAllow': ALLOWED,
    'services.traefik.apiAllow': ALLOWED,
    'services.django.adminExposure': 'allowlist',
    'services.django.adminAllow': ALLOWED,
    'services.traefik.rateAverage': '1',
    'services.traefik.rateBurst': String(BURST),
    'services.api.rateLimitMaxRequests': '1000',
    // Containers are then asked by name, which leads to an IPv6 address too.
    'services.traefik.socket': 'none',
    'services.pgadmin': 'false',
  }));
  await writeFile(stack.file('compose.override.yml'), `networks:\n  main:\n    enable_ipv6: true\n    ipam:\n      config:\n${SUBNETS.map((each) => `        - subnet: ${each}\n`).join('')}`);
  await setLine(stack, 'COMPOSE_FILE', 'local.docker.yml:compose.override.yml');
  await start(stack);
  for (const address of [...INSIDE, ...OUTSIDE]) sources.set(address, await sourceOn(stack, address));
});
afterAll(() => remove(stack));

describe('an allowlist of IPv6', () => {
  it.each(INSIDE)('lets %s in, as that address', async (address) => {
    const client = at(address).client();
    expectSpa(await client.get('/'));
    for (const path of PATHS.slice(1)) expectStatus(await client.get(path), 200);
    expect(await stack.logs('traefik')).toContain(`"ClientHost":"${address}"`);
  });

  it.each(OUTSIDE)('keeps %s out, with the security headers', async (address) => {
    for (const path of PATHS) {
      const answer = await at(address).client().get(path);
      expectStatus(answer, 403);
      expect(complaintsAboutHeaders(answer)).toEqual([]);
    }
  });

  it('keeps IPv4 out, of which it has nothing', async () => {
    for (const path of PATHS) expectStatus(await stack.https().get(path), 403);
  });

  it('C7 does not believe an address that a stranger claims', async () => {
    for (const claimed of [INSIDE[0], `[${INSIDE[0]}]`, `::ffff:127.0.0.1`]) {
      const headers = { 'x-forwarded-for': claimed, 'x-real-ip': claimed, forwarded: `for="[${claimed}]"` };
      for (const path of PATHS) expectStatus(await at(OUTSIDE[0]).client().get(path, { headers }), 403);
    }
  });
});

describe('C3 the applications', () => {
  it('see the IPv6 address of the client, not that of Traefik', async () => {
    await at(INSIDE[2]).client().get('/api/users/me');
    await at(INSIDE[2]).client().get('/admin/login/');
    for (const service of ['api', 'django']) expect(await stack.logs(service), service).toContain(`"client": "${INSIDE[2]}"`);
  });
});

describe('S7 the rate limit', () => {
  it('counts a network of 64 bits as one client: another address of it is no way round, another network is somebody else', async () => {
    const ask = async (address: string) => Promise.all(Array.from({ length: BURST * 2 }, () => at(address).client().get('/api/health')));
    const passed = (answers: { status: number }[]) => answers.filter(({ status }) => status === 200).length;
    const first = await ask(INSIDE[0]);
    const neighbour = await ask(INSIDE[1]);
    const somebody = await ask(INSIDE[2]);
    expect(passed(first)).toBeGreaterThanOrEqual(BURST / 2);
    expect(passed(neighbour)).toBeLessThan(BURST / 2);
    expect(passed(somebody)).toBeGreaterThanOrEqual(BURST);
    const refused = neighbour.find(({ status }) => status === 429);
    if (!refused) throw new Error('nobody was refused');
    expect(header(refused, 'retry-after'), say(refused)).toMatch(/^\d+$/);
    expect(complaintsAboutHeaders(refused)).toEqual([]);
  });
});

describe('S14 the stack', () => {
  it.each(['traefik', 'api', 'django', 'react-app'])('has no error or warning in the log of %s', async (service) => {
    expect(badLines(await stack.logs(service), service)).toEqual([]);
  });
});
