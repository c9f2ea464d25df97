import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSpa } from '../support/expecting';
import { header } from '../support/http';
import { must, type Outcome } from '../support/run';
import type { Stack } from '../support/stack';
import { exported, remove, start, whenServed, type Served } from './booting';
import { fillInKeys, startNameServer } from './name-server';
import { byPebble, issuing, startPebble, stopHelpers } from './pebble';

async function stores(stack: Stack): Promise<string[]> {
  const { stdout } = await stack.exec('traefik', ['sh', '-c', 'cd /acme && stat -c "%n %a" *']);
  return stdout.trim().split('\n').sort();
}

describe('TLS-ALPN-01, renewal, and from staging to production', () => {
  const set = { 'tls.mode': 'le-staging', 'services.traefik.socket': 'none' };
  let stack: Stack;
  let first: Served;
  beforeAll(async () => {
    stack = await issuing('acme-alpn', 21_100, set);
    await startPebble(stack, 'staging');
    await start(stack, 'traefik');
  });
  afterAll(async () => {
    await stopHelpers(stack, 'staging', 'production');
    await remove(stack);
  });

  it('a certificate for the domain is issued and served, in a store of mode 600', async () => {
    first = await whenServed(stack, 'a certificate of Pebble', byPebble);
    expect(first.names).toBe('DNS:acme-alpn.test');
    expectSpa(await stack.https().get('/'));
    expect(await stores(stack)).toEqual(['le-staging-pebble-14000-dir.json 600']);
  });

  it('it stays over a restart as long as it lasts: here it ends within a month, so it is renewed', async () => {
    await stack.mustCompose(['restart', 'traefik']);
    const second = await whenServed(stack, 'a renewed certificate', (one) => byPebble(one) && one.serial !== first.serial);
    expect(second.issuer).toBe(first.issuer);
  });

  it('one change of the design and the documented command bring the other authority; the old store is gone', async () => {
    await must('docker', ['rm', '-f', `${stack.project}-staging`]);
    await startPebble(stack, 'production');
    stack = await exported({ ...stack.design, set: { ...stack.design.set, 'tls.mode': 'le-production' } }, stack);
    expect(await stack.read('README.md')).not.toContain('staging');
    await start(stack, 'traefik', 'react-app');
    const now = await whenServed(stack, 'a certificate of the other authority', (one) => byPebble(one) && one.issuer !== first.issuer);
    expect(now.names).toBe('DNS:acme-alpn.test');
    expect(await stores(stack)).toEqual(['le-production-pebble-14000-dir.json 600']);
  });
});

describe('HTTP-01', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await issuing('acme-http', 21_110, { 'tls.mode': 'le-staging', 'tls.challenge': 'http' });
    await startPebble(stack, 'pebble');
    await start(stack, 'traefik');
  });
  afterAll(async () => {
    await stopHelpers(stack, 'pebble');
    await remove(stack);
  });

  it('a certificate is issued, although everything else at that port is redirected', async () => {
    expect((await whenServed(stack, 'a certificate of Pebble', byPebble)).names).toBe('DNS:acme-http.test');
    const { stdout, stderr } = await must('docker', ['logs', 'acme-http-pebble']);
    expect(stdout + stderr).toMatch(/http:\/\/acme-http\.test(:8080)?\/\.well-known\/acme-challenge\//);
    const plain = await stack.http().get('/some/page?a=1');
    expect([plain.status, header(plain, 'location')]).toEqual([301, 'https://acme-http.test:21111/some/page?a=1']);
  });
});

describe('DNS-01 for a wildcard', () => {
  let stack: Stack;
  let unfilled: Outcome;
  beforeAll(async () => {
    stack = await issuing('acme-dns', 21_120, {
      'tls.mode': 'le-staging', 'tls.challenge': 'dns', 'tls.dnsProvider': 'httpreq', 'tls.wildcard': 'true', 'services.traefik.socket': 'none',
    }, async (fresh) => {
      unfilled = await fresh.compose(['config', '-q']);
      await fillInKeys(fresh);
    });
  });
  afterAll(async () => {
    await stopHelpers(stack, 'pebble', 'names');
    await remove(stack);
  });

  it('compose said which key is missing before they were filled in', () => {
    expect(unfilled.code).not.toBe(0);
    expect(unfilled.stderr).toMatch(/set HTTPREQ_\w+ in \.env/);
  });

  it('a certificate for the domain and all names below it is issued', async () => {
    const names = await startNameServer(stack);
    await startPebble(stack, 'pebble', '-dnsserver', `${names}:8053`);
    await start(stack, 'traefik');
    const one = await whenServed(stack, 'a certificate of Pebble', byPebble);
    expect(one.names.split(', ').sort()).toEqual(['DNS:*.acme-dns.test', 'DNS:acme-dns.test']);
  });
});
