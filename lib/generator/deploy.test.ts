import { describe, expect, test } from 'vitest';
import { defaultStack } from '../stack';
import { stackOf, stackWith } from '../stack/test-stacks';
import { exportOf } from './test-export';

type Part = Parameters<typeof stackOf>[0];

const recipe = (stack: Parameters<typeof exportOf>[0]) => exportOf(stack).text('docs/deploy.md');

describe('docs/deploy.md', () => {
  test('says that no authority issues for a private name, and what to do', () => {
    expect(recipe(defaultStack)).toContain('for which no public authority issues');
    expect(recipe(defaultStack)).not.toContain('`CAA` record');
    expect(recipe(defaultStack)).not.toContain('let its DNS lead');
    expect(recipe(stackOf({ project: { domain: 'app.lan' } }))).toContain('let its DNS lead `app.lan` to the machine');
  });

  test('names the domain and the ports of the design', () => {
    const text = recipe(stackWith('traefik', { httpPort: 8080, httpsPort: 8443 }, { project: { domain: 'app.example.com' } }));
    expect(text).toContain('getent ahosts app.example.com');
    expect(text).toContain('--ctorigdstport 8443');
    expect(text).toContain('Only SSH and ports 8080 and 8443');
  });

  test('lets HTTP/3 in by UDP before everything else is dropped, where it is', () => {
    const http3 = recipe(stackWith('traefik', { http3: true, httpsPort: 8443 }));
    expect(http3).toContain('ports 80 and 8443 (TCP, and 8443 also UDP) come in');
    expect(http3).toMatch(/DOCKER-USER 3 .* -p udp -m conntrack --ctorigdstport 8443 -j RETURN\niptables -I DOCKER-USER 4 .* -j DROP\n/);
    expect(recipe(defaultStack)).toContain('ports 80 and 443 (TCP) come in');
    expect(recipe(defaultStack)).not.toMatch(/udp/i);
  });

  test.each<[string, NonNullable<Part['project']>]>([
    ['cloudflare', { inFront: 'cloudflare' }],
    ['proxies of your own', { inFront: 'custom', trustedProxies: ['192.0.2.1'] }],
  ])('with %s in front opens the ports to them alone', (_, project) => {
    expect(recipe(stackOf({ project }))).toContain('for the proxies in front alone');
    expect(recipe(defaultStack)).not.toContain('proxies in front');
  });

  test.each(['127.0.0.1', '127.1.2.3', '::1'])('opens no port for a Traefik that listens on %s', (bindAddress) => {
    const proxy: Part = { tls: { mode: 'behind-proxy', trustedProxies: ['192.0.2.1'] } };
    for (const text of [recipe(stackWith('traefik', { bindAddress })), recipe(stackWith('traefik', { bindAddress }, proxy))]) {
      expect(text).toContain(`Only SSH comes in: Traefik listens on \`${bindAddress}\` of this machine`);
      expect(text).not.toContain('iptables');
    }
    expect(recipe(stackWith('traefik', { bindAddress: '192.0.2.7' }))).toContain('iptables');
  });

  test('behind a proxy lets that proxy in alone, at the one port that there is', () => {
    const text = recipe(stackOf({ project: { domain: 'app.example.com' }, tls: { mode: 'behind-proxy', trustedProxies: ['192.0.2.1'] } }));
    expect(text).toContain('`app.example.com`, port 80.');
    expect(text).toContain('from the proxy in front, port 80 (TCP) come in');
    expect(text).not.toContain('443');
  });

  test('behind a proxy leads the name to it, and leaves the certificate to it', () => {
    const proxy: Part = { project: { domain: 'app.example.com' }, tls: { mode: 'behind-proxy', trustedProxies: ['192.0.2.1'] } };
    const text = recipe(stackWith('traefik', { httpPort: 8080 }, proxy));
    expect(text).toContain("The record of `app.example.com` leads to the proxy, not to this machine. Tell the proxy where this stack is: this machine's address and\nport 8080.");
    expect(text).toContain('TLS ends at your proxy');
    expect(text).not.toMatch(/`A` record|\*The certificate\*/);
    expect(recipe(stackWith('traefik', { bindAddress: '10.0.0.4' }, proxy))).toContain('the address `10.0.0.4`');
  });

  test('behind a proxy says which list refuses strangers, and from where a proxy on the same machine comes', () => {
    const proxied = (project: NonNullable<Part['project']>) => exportOf(stackOf({ project, tls: { mode: 'behind-proxy', trustedProxies: ['192.0.2.1'] } }));
    const exported = proxied({ name: 'shop' });
    expect(exported.text('docs/deploy.md')).toContain('whoever is not in the list `from-proxy`');
    expect(exported.text('SECURITY.md')).toContain('only the addresses of `from-proxy` in `traefik/traefik-config/dynamic.yml` may connect');
    expect(exported.text('README.md')).toContain('docker network inspect shop_network | grep Gateway');
    expect(proxied({ network: 'own_net' }).text('README.md')).toContain('docker network inspect own_net | grep Gateway');
  });

  test('tells of the maintenance page what is true of the entry', () => {
    const front = exportOf(stackOf({ project: { inFront: 'custom', trustedProxies: ['192.0.2.1'] } }));
    const proxied = exportOf(stackOf({ tls: { mode: 'behind-proxy', trustedProxies: ['192.0.2.1'] } }));
    const shared = exportOf(stackWith('traefik', { entry: 'shared' }));
    expect(exportOf(defaultStack).text('README.md')).toContain('--allow ADDRESS lets you through');
    for (const exported of [front, proxied]) expect(exported.text('README.md')).toMatch(/scripts\/maintenance on +# 503 and a small page for everybody; off\n/);
    for (const exported of [exportOf(defaultStack), front, proxied]) expect(exported.text('docs/deploy.md')).toContain('`scripts/maintenance on`');
    for (const name of ['README.md', 'docs/deploy.md']) expect(shared.text(name), name).not.toContain('scripts/maintenance');
  });

  test('names before the first start what its owner has to bring', () => {
    const asked = { mode: 'le-production', email: 'ops@example.com', challenge: 'dns', dnsProvider: 'inwx' } as const;
    const filled = (part: Part) => [...recipe(stackOf({ project: { domain: 'app.example.com' }, ...part })).matchAll(/^# now (.*)$/gm)].map(([, line]) => line);
    expect(filled({})).toEqual([]);
    expect(filled({ tls: { mode: 'files' } })).toEqual(['put site.crt and site.key into certificates/ (the README there says more)']);
    expect(filled({ tls: asked })).toEqual(['fill in INWX_USERNAME in .env', 'fill in INWX_PASSWORD in .env']);
    expect(filled({ tls: asked, hardening: { secrets: 'files' } })).toEqual(['fill in INWX_USERNAME in .env', 'fill in the file secrets/INWX_PASSWORD']);
    const text = recipe(stackOf({ tls: { mode: 'files' } }));
    expect(text.indexOf('# now put')).toBeLessThan(text.indexOf('docker compose up'));
  });

  test('asks for a Docker that takes the health checks as they stand', () => {
    expect(exportOf(defaultStack).text('local.docker.yml')).toContain('start_interval: ');
    expect(exportOf(defaultStack).text('README.md')).toContain('Docker Engine 25 or newer with Compose 2.24 or newer');
    expect(exportOf(defaultStack).text('scripts/doctor')).toContain('at_least "$version" 25 0');
  });

  test('names it in the README too, before the command that would fail', () => {
    const start = (stack: Parameters<typeof exportOf>[0]) => /## Start\n[^]*?```sh\n([^]*?)```/.exec(exportOf(stack).text('README.md'))?.[1];
    expect(start(defaultStack)).toBe('docker compose up -d --build --wait\n');
    const kept = stackWith('backup', { offsite: 's3', bucket: 'dumps' });
    expect(start(kept)).toBe('# first fill in OFFSITE_ACCESS_KEY in .env\n# first fill in OFFSITE_SECRET_KEY in .env\ndocker compose up -d --build --wait\n');
  });

  test('does not verify the certificate of a test authority, and that alone', () => {
    const start = (mode: 'le-staging' | 'le-production') => recipe(stackOf({ project: { domain: 'app.example.com' }, tls: { mode, email: 'ops@example.com' } }));
    expect(start('le-staging')).toContain('scripts/smoke-test --insecure && scripts/security-audit --insecure\n');
    expect(start('le-production')).toContain('scripts/smoke-test && scripts/security-audit\n');
  });

  test('names in the README what else a design for one machine changes on its way to production', () => {
    const text = (stack: Parameters<typeof exportOf>[0]) => exportOf(stack).text('README.md');
    const local = stackWith('traefik', { bindAddress: '127.0.0.1', httpPort: 8080, httpsPort: 8443 }, { project: { environment: 'development' } });
    expect(text(local)).toContain('also *Environment* to *Production*, *HTTP port* to 80, *HTTPS port* to 443 and *Listen on* to nothing, for all addresses.\n3. Change');
    expect(text(stackWith('traefik', { httpsPort: 8443 }))).toContain('change there also *HTTPS port* to 443.\n');
    expect(text(defaultStack)).not.toContain('change there also');
  });

  test("lets Let's Encrypt alone issue, where it is asked", () => {
    const withTls = (tls: Part['tls']) => recipe(stackOf({ project: { domain: 'app.example.com' }, tls: { email: 'ops@example.com', ...tls } }));
    for (const mode of ['le-staging', 'le-production'] as const) expect(withTls({ mode })).toContain('`CAA` record');
    for (const tls of [{ mode: 'files' }, { mode: 'local' }, { mode: 'le-production', acmeDirectory: 'https://ca.example.com/acme' }] as const) {
      expect(withTls(tls)).not.toContain('CAA');
    }
  });

  test.each([
    ['le-staging', 'staging, then production'],
    ['le-production', 'five identical certificates a week'],
  ] as const)('leads through the certificate of %s', (mode, words) => {
    const stack = stackOf({ project: { domain: 'app.example.com' }, tls: { mode, email: 'ops@example.com' } });
    expect(recipe(stack)).toContain(words);
  });

  test('counts its sections without a gap', () => {
    const numbers = [...recipe(defaultStack).matchAll(/^## (\d+)\. /gm)].map(([, number]) => Number(number));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});
