import { describe, expect, test } from 'vitest';
import { planOf } from './plan';
import { defaultStack } from './schema';
import { draftOf, parsed, stackOf, stackWith } from './test-stacks';
import { isInternal, standingsOf } from './trust-zones';

const zonesIn = (stack: Parameters<typeof planOf>[0]) => Object.fromEntries(Object.entries(standingsOf(planOf(stack))).map(([id, { zone }]) => [id, zone]));

describe('trust zones', () => {
  test('are one, where all services share one network', () => {
    expect(new Set(Object.values(zonesIn(defaultStack)))).toEqual(new Set(['stack']));
  });

  test('are edge, application and data, where networks part them', () => {
    expect(zonesIn(stackOf({ hardening: { networks: 'tiers' } }))).toMatchObject({ traefik: 'edge', 'react-app': 'edge', api: 'app', django: 'app', postgres: 'data', pgadmin: 'data' });
  });

  test('put a service between, as soon as it is on the networks of both sides', () => {
    const routed = stackWith('pgadmin', { exposure: 'basic-auth' }, { hardening: { networks: 'data' } });
    expect(zonesIn(routed)).toMatchObject({ pgadmin: 'app', api: 'app', postgres: 'data' });
    expect(zonesIn(stackOf({ hardening: { networks: 'data' } }))).toMatchObject({ pgadmin: 'data' });
  });

  test('have a shared entry on the network of the host, outside of the stack', () => {
    const standings = standingsOf(planOf(stackWith('traefik', { entry: 'shared' })));
    expect(standings['traefik']).toMatchObject({ zone: 'edge', networks: [expect.not.stringMatching(/^(main|app|data)$/)] });
    expect(standings['api']).toMatchObject({ zone: 'stack', networks: expect.arrayContaining(['main', standings['traefik']!.networks[0]]) });
  });

  test('do not ask whether a container has a way out', () => {
    const own = parsed({ ...draftOf({ hardening: { networks: 'tiers' } }), containers: { own: { egress: true } } });
    expect(standingsOf(planOf(own))['own']).toEqual({ zone: 'app', networks: ['app', 'egress'] });
  });

  test('know which networks have no way out', () => {
    expect(['main', 'app', 'data', 'egress'].filter(isInternal)).toEqual(['app', 'data']);
  });
});
