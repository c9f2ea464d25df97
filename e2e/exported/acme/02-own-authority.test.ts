import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { isSpa } from '../support/expecting';
import { eventually, must, run, tell } from '../support/run';
import type { Stack } from '../support/stack';
import { designOf, exported, openssl, remove, served, start } from './booting';

let stack: Stack;
let home: string;
let ca: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'base2-home-'));
  stack = await exported(designOf('acme-own', 'app.localhost', 21_200, { 'tls.mode': 'local', 'tls.profile': 'modern' }));
  await start(stack, 'react-app', 'traefik');
  ca = (await must(stack.file('scripts/trust-ca'), ['--print'], { cwd: stack.dir })).stdout;
  await writeFile(path.join(home, 'ca.crt'), ca);
});
afterAll(async () => {
  await remove(stack);
  await rm(home, { recursive: true, force: true });
});

const asked = `https://app.localhost:21201/`;
const trust = (...args: string[]) => run(stack.file('scripts/trust-ca'), ['--yes', '--only-browsers', ...args], { cwd: stack.dir, env: { HOME: home } });
const job = (...args: string[]) => stack.mustCompose(['run', '--rm', '-T', '--no-deps', ...args]);

describe('The own authority', () => {
  it('signs a certificate of at most 90 days for the domain, which a TLS client that knows it verifies', async () => {
    const one = await served(stack, ca);
    expect(one).toMatchObject({ trusted: true, names: 'DNS:app.localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1' });
    expect(one.days).toBeLessThanOrEqual(90);
    expect((await served(stack)).trusted).toBe(false);
  });

  it('is believed by curl through --cacert, and by nobody else', async () => {
    const curl = (...more: string[]) => run('curl', ['-sS', '--noproxy', '*', '--resolve', 'app.localhost:21201:127.0.0.1', '-o', '/dev/null', '-w', '%{http_code}', ...more, asked]);
    expect((await curl('--cacert', path.join(home, 'ca.crt'))).stdout).toBe('200');
    expect((await curl()).code).toBe(60);
  });

  it('is limited to the domain: what it signed for another name is worth nothing', async () => {
    const text = await openssl('x509', '-in', path.join(home, 'ca.crt'), '-noout', '-text');
    expect(text).toMatch(/X509v3 Name Constraints: critical\s+Permitted:\s+DNS:app\.localhost\s+IP:127\.0\.0\.1/);
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    const forge = 'openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /tmp/k -subj /CN=x -out /tmp/r 2>/dev/null; echo subjectAltName=DNS:$1 >/tmp/e; openssl x509 -req -in /tmp/r -CA /ca/ca.crt -CAkey /ca/ca.key -extfile /tmp/e -days 9 -out /tmp/c 2>/dev/null; openssl verify -CAfile /ca/ca.crt /tmp/c';
    const verdict = async (name: string) => (await stack.compose(['run', '--rm', '-T', '--no-deps', '--entrypoint', 'sh', 'traefik-certificates', '-c', forge, 'sh', name]));
    expect((await verdict('app.localhost')).stdout).toContain('OK');
    const elsewhere = await verdict('bank.example.com');
    expect(elsewhere.stdout + elsewhere.stderr).toContain('permitted subtree violation');
  });

  it('keeps its key where Traefik cannot see it; the site’s key is for the group only', async () => {
    expect((await stack.container('traefik')).Mounts.map(({ Destination }) => Destination)).not.toContain('/ca');
    const modes = (await job('--entrypoint', 'sh', 'traefik-certificates', '-c', 'stat -c "%n %a" /ca /ca/ca.key /certificates /certificates/site.key')).stdout;
    expect(modes.trim().split('\n')).toEqual(['/ca 700', '/ca/ca.key 600', '/certificates 750', '/certificates/site.key 640']);
    expect((await stack.container('traefik-certificates')).HostConfig.NetworkMode).toBe('none');
  });
});

describe('scripts/trust-ca', () => {
  it('makes Chromium open the site without a certificate error, and --remove takes that back', async () => {
    const tool = await run('sh', ['-c', 'command -v certutil || { apt-get update -q && apt-get install -y -q libnss3-tools; } >&2; command -v certutil']);
    expect(tool.code, `certutil of libnss3-tools is needed and cannot be installed: ${tell(tool)}`).toBe(0);
    const opens = async () => {
      const before = process.env.HOME;
      process.env.HOME = home;
      const browser = await launchBrowser('app.localhost').finally(() => (process.env.HOME = before));
      if (!browser) throw new Error('no Chromium on this machine');
      try {
        const page = await (await browser.newContext({ ignoreHTTPSErrors: false })).newPage();
        return await page.goto(asked).then((answer) => String(answer?.status()), (error: unknown) => String(error));
      } finally {
        await browser.close();
      }
    };
    expect(await opens()).toContain('ERR_CERT_AUTHORITY_INVALID');
    const added = await trust();
    expect(added.code, tell(added)).toBe(0);
    expect(await opens()).toBe('200');
    const removed = await trust('--remove');
    expect(removed.code, tell(removed)).toBe(0);
    expect(await opens()).toContain('ERR_CERT_AUTHORITY_INVALID');
  });
});

describe('The next start', () => {
  const serial = async () => (await served(stack)).serial;

  it('keeps a certificate that lasts, and renews one that ends within 30 days by the same authority', async () => {
    const before = await serial();
    await start(stack, 'traefik');
    expect(await serial()).toBe(before);
    const shorten = 'openssl req -new -key /certificates/site.key -subj /O=x -out /tmp/r; openssl x509 -req -in /tmp/r -CA /ca/ca.crt -CAkey /ca/ca.key -days 9 -out /certificates/site.crt 2>/dev/null';
    expect((await stack.script('doctor')).stdout).toContain('the certificate is good until');
    await job('--entrypoint', 'sh', 'traefik-certificates', '-c', shorten);
    const warned = await stack.script('doctor');
    expect(warned.stdout, tell(warned)).toMatch(/warn.*the certificate ends on/);
    expect(warned.stdout).toContain('docker compose up -d --force-recreate traefik-certificates traefik');
    await stack.mustCompose(['up', '-d', '--no-deps', '--force-recreate', '--wait', 'traefik-certificates', 'traefik']);
    const renewed = await eventually('the new certificate', async () => {
      const one = await served(stack, ca);
      return one.trusted && one.serial !== before ? one : undefined;
    });
    expect(renewed.days).toBeGreaterThan(80);
    await eventually('the page', async () => (isSpa(await stack.https().get('/')) ? true : undefined));
  });

  it('makes another authority when the domain changed', async () => {
    const { stdout } = await job('-e', 'CERTIFICATE_NAMES=shop.test', 'traefik-certificates');
    expect(stdout).toMatch(/a new authority for shop\.test/);
    expect((await must(stack.file('scripts/trust-ca'), ['--print'], { cwd: stack.dir })).stdout).not.toBe(ca);
  });
});
