import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSpa } from '../support/expecting';
import { must } from '../support/run';
import type { Stack } from '../support/stack';
import { remove, start, whenServed } from './booting';
import { fillInKeys, KEYS, startNameServer } from './name-server';
import { byPebble, issuing, startPebble, stopHelpers } from './pebble';

let stack: Stack;
beforeAll(async () => {
  stack = await issuing('acme-dnsfiles', 21_130, {
    'tls.mode': 'le-staging', 'tls.challenge': 'dns', 'tls.dnsProvider': 'httpreq', 'tls.wildcard': 'true',
    'hardening.secrets': 'files', 'services.traefik.socket': 'none',
  }, (fresh) => fillInKeys(fresh, ['HTTPREQ_ENDPOINT', 'HTTPREQ_USERNAME']));
});
afterAll(async () => {
  await stopHelpers(stack, 'pebble', 'names');
  await remove(stack);
});

describe('DNS-01 with its key in a file', () => {
  it('Traefik stops with the name of the file as long as it is empty', async () => {
    const up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '40', 'traefik'], { timeoutMs: 300_000 });
    expect(up.code).not.toBe(0);
    expect(await stack.logs('traefik')).toContain('HTTPREQ_PASSWORD is empty: fill in the key of your DNS provider in secrets/HTTPREQ_PASSWORD');
    await stack.mustCompose(['rm', '--stop', '--force', 'traefik']);
  });

  it('a certificate is issued by a provider that asks for the password of that file', async () => {
    await fillInKeys(stack, ['HTTPREQ_PASSWORD']);
    const names = await startNameServer(stack);
    await startPebble(stack, 'pebble', '-dnsserver', `${names}:8053`);
    await start(stack, 'traefik');
    const one = await whenServed(stack, 'a certificate of Pebble', byPebble);
    expect(one.names.split(', ').sort()).toEqual(['DNS:*.acme-dnsfiles.test', 'DNS:acme-dnsfiles.test']);
    expect((await must('docker', ['logs', 'acme-dnsfiles-names'])).stdout).toMatch(/\/present _acme-challenge\.acme-dnsfiles\.test/);
    expectSpa(await stack.https().get('/'));
  });

  it('12 the key is in no environment that Docker shows, in no line of .env and in no log', async () => {
    const { Config, Mounts } = await stack.container('traefik');
    expect(Config.Env).toContain('HTTPREQ_PASSWORD_FILE=/run/secrets/HTTPREQ_PASSWORD');
    expect(Mounts.filter(({ Destination }) => Destination.startsWith('/run/secrets/')).map(({ Destination, RW }) => [Destination, RW])).toEqual([['/run/secrets/HTTPREQ_PASSWORD', false]]);
    const places = { environment: Config.Env.join('\n'), '.env': await stack.read('.env'), 'local.docker.yml': await stack.read('local.docker.yml'), log: await stack.logs('traefik') };
    expect(Object.entries(places).filter(([, text]) => text.includes(KEYS.HTTPREQ_PASSWORD)).map(([place]) => place)).toEqual([]);
  });
});
