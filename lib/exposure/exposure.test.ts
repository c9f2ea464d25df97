import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportOf, strictYaml } from '../generator/test-export';
import type { File, FileTree } from '../kit/file-tree';
import { seed } from '../kit/test-property';
import { defaultStack, type Stack } from '../stack';
import { anyOwnEdge, anySharedEdge, anyStack, draftOf, parsed, stackOf, stackWith } from '../stack/test-stacks';
import { exposureOf, outsidersTo, reading, whatTheInternetReaches, whoReaches } from './index';
import { sourceOf } from './source';

const of = (stack: Stack) => exposureOf(exportOf(stack).files);
const tiers = stackOf({ hardening: { networks: 'tiers' } });
const ways = (stack: Stack) => whatTheInternetReaches(of(stack)).map(({ entry, host, path, does, service, port, guard }) => [entry, host, path, does, service, port, guard].filter((part) => part !== undefined).join(' '));

/** The files with one text in one of them replaced. */
function edited(files: FileTree, path: string, from: string | RegExp, to: string): FileTree {
  return files.map((file): File => (file.path === path ? { ...file, text: file.text.replace(from, to) } : file));
}

describe('what the internet reaches', () => {
  test('is, in the default design, the page, the API and fixed answers', () => {
    expect(ways(defaultStack)).toEqual([
      'web any name /** redirect open',
      'websecure localhost /api/** forward api 8000 app login',
      'websecure localhost /api/** answer open',
      'websecure localhost /** forward react-app 8080 open',
      'websecure any name /** answer open',
    ]);
  });

  test('goes through middlewares in order, each with a sentence and its numbers', () => {
    const api = whatTheInternetReaches(of(stackWith('traefik', { rateAverage: 7, rateBurst: 9, inFlight: 3, bodyLimit: 2048 }))).find(({ service }) => service === 'api');
    expect(api?.ports.map(({ host, protocol }) => `${host}/${protocol}`)).toEqual(['443/tcp']);
    expect(api?.middlewares.map(({ name }) => name)).toEqual(['security-headers', 'csp-api', 'api-ratelimit', 'api-inflight', 'body-limit', 'gateway-errors', 'once-more', 'another-replica']);
    const says = Object.fromEntries(api?.middlewares.map((each) => [each.name, each.says]) ?? []);
    expect(says['security-headers']).toBe('Adds security headers: HTTPS only for 300 seconds, framing DENY, no guessing of types, referrer strict-origin-when-cross-origin.');
    expect(says['api-ratelimit']).toBe('Lets 7 requests a second through for each client address, 9 at once; more get 429. Of IPv6, a network of 64 bits is one client.');
    expect(says['api-inflight']).toBe('Lets 3 requests at a time through for each client address; more get 429. Of IPv6, a network of 64 bits is one client.');
    expect(says['body-limit']).toBe('Refuses bodies above 2 MiB with 413.');
  });

  test.each([
    ['allowlist', 'allowlist', 'Only 1 address or range may come.'],
    ['basic-auth', 'basic-auth', 'Everybody may come who has the password.'],
    ['both', 'both', 'Only 1 address or range may come, and need a password.'],
  ] as const)('an admin with %s is guarded by %s', (exposure, guard, words) => {
    const admin = whatTheInternetReaches(of(stackWith('django', { adminExposure: exposure, adminAllow: exposure === 'basic-auth' ? [] : ['192.0.2.0/24'] }))).find(({ path, does }) => path === '/admin/**' && does === 'forward');
    expect([admin?.service, admin?.guard, admin?.guardSays]).toEqual(['django', guard, words]);
  });

  test.each(['env', 'files'] as const)('has a log-in of its own where a program of the stack asks for one, and not by the name of a secret of the owner\'s: secrets in %s', (secrets) => {
    const stack = parsed({ ...draftOf({ hardening: { secrets } }), containers: { shop: { exposure: 'public', secrets: ['S3_SECRET_KEY', 'JWT_SECRET', 'ROOT_DEFAULT_PASSWORD'] } } });
    const said = Object.fromEntries(whatTheInternetReaches(of(stack)).flatMap(({ does, service, guard, guardSays }) => (does === 'forward' && service !== undefined ? [[service, `${guard}: ${guardSays}`]] : [])));
    expect(said['shop']).toBe('open: Everybody may come.');
    expect(said['api']).toBe('app login: Everybody may come; the program asks for a log-in where it needs one (it has JWT_SECRET).');
  });

  test('names the router that a fixed answer stands in for', () => {
    expect(whatTheInternetReaches(of(defaultStack)).find(({ standsInFor }) => standsInFor)?.standsInFor).toBe('api');
  });

  test('has the dashboard as a page of the edge itself', () => {
    expect(ways(stackWith('traefik', { dashboard: 'basic-auth' }))).toContain('websecure localhost /traefik/** forward traefik basic-auth');
  });

  test('is nothing where the edge listens on the host alone', () => {
    const { reached } = of(stackWith('traefik', { bindAddress: '127.0.0.1' }));
    expect(reached.every(({ local }) => local)).toBe(true);
    expect(ways(stackWith('traefik', { bindAddress: '127.0.0.1' }))).toEqual([]);
  });

  test.each([
    ['behind-proxy', draftOf({ project: { domain: 'app.acme.com' }, tls: { mode: 'behind-proxy', trustedProxies: ['172.16.0.0/12'] } }), 'web'],
    ['Cloudflare', draftOf({ project: { domain: 'app.acme.com', inFront: 'cloudflare' } }), 'websecure'],
    ['proxies of one’s own', draftOf({ project: { domain: 'app.acme.com', inFront: 'custom', trustedProxies: ['172.16.0.0/12'] } }), 'websecure'],
  ])('comes through a proxy on the host, where the edge listens on the host alone and believes it: %s', (_, draft, entry) => {
    const stack = parsed(draft);
    const onHost = { ...stack, services: { ...stack.services, traefik: { ...stack.services.traefik, bindAddress: '127.0.0.1' } } };
    expect(ways(onHost)).toContain(`${entry} app.acme.com /api/** forward api 8000 app login`);
    expect(ways(onHost)).toEqual(ways(stack));
  });

  test('comes through a proxy that an allow list of the entry point lets in, though it is not believed', () => {
    const { files } = exportOf(stackOf({ tls: { mode: 'behind-proxy', trustedProxies: ['172.16.0.0/12'] } }));
    const local = edited(files, 'traefik/traefik.yml', /\n {4}forwardedHeaders:\n {6}trustedIPs:\n(?: {8}- .*\n)+ {6}notAppendXForwardedFor: true/, '');
    expect(exposureOf(local).entryPoints.find(({ name }) => name === 'web')?.believes).toEqual([]);
    const bound = exposureOf(edited(local, 'local.docker.yml', /(- target: 8080\n)/, '$1        host_ip: 127.0.0.1\n'));
    expect(bound.entryPoints.find(({ name }) => name === 'web')?.ports.map(({ address }) => address)).toEqual(['127.0.0.1']);
    expect(whatTheInternetReaches(bound).map(({ service }) => service)).toContain('api');
  });

  test('is the same by files as by labels', () => {
    const byLabels = ways(defaultStack).filter((way) => way.includes('forward'));
    expect(ways(stackWith('traefik', { socket: 'none' })).filter((way) => way.includes('forward'))).toEqual(byLabels);
  });

  test('is known behind a Traefik of the host, without its ports', () => {
    const shared = stackWith('traefik', { entry: 'shared', sharedEntryPoint: 'https' });
    expect(of(shared).edge).toBeUndefined();
    expect(ways(shared)).toContain('https localhost /api/** forward api 8000 app login');
    expect(whatTheInternetReaches(of(shared)).every(({ ports, scheme }) => ports.length === 0 && scheme === 'https')).toBe(true);
  });

  test('asks who connects first, behind proxies', () => {
    const { entryPoints, reached } = of(stackOf({ tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.5'] } }));
    expect(entryPoints.find(({ name }) => name === 'web')?.believes).toEqual(['10.0.0.5']);
    expect(reached.every(({ middlewares }) => middlewares.some(({ name, says }) => name === 'from-proxy' && says === 'Lets in 10.0.0.5 only; all others get 403.'))).toBe(true);
  });

  test('is also a port that somebody published past the edge', () => {
    const files = edited(exportOf(defaultStack).files, 'local.docker.yml', /\n {2}postgres:\n/, '\n  postgres:\n    ports:\n      - "5432:${POSTGRES_PORT}"\n');
    const past = whatTheInternetReaches(exposureOf(files)).find(({ service }) => service === 'postgres');
    expect([past?.entry, past?.port, past?.guard, past?.scheme]).toEqual(['port 5432', 5432, 'open', 'tcp']);
  });
});

describe('who reaches the database', () => {
  test('is everybody in a design with one network, the page that the internet reaches among them', () => {
    const reachers = whoReaches(of(defaultStack), 'postgres');
    expect(reachers.map(({ service, calls }) => `${service} ${calls}`)).toEqual(['api true', 'django true', 'django-migrate true', 'pgadmin true', 'traefik false', 'react-app false']);
    expect(reachers.every(({ calls, ports, networks }) => ports.join() === (calls ? '5432' : '') && networks.join() === 'main')).toBe(true);
    expect(reachers.find(({ service }) => service === 'react-app')?.internet.map(({ path }) => path)).toEqual(['/**']);
    expect(reachers.filter(({ internet }) => internet.length > 0).map(({ service }) => service).sort()).toEqual(['api', 'react-app', 'traefik']);
  });

  test('is its clients alone in a design with networks by tier', () => {
    expect(whoReaches(of(tiers), 'postgres').map(({ service, networks }) => `${service} ${networks.join()}`)).toEqual(['api data', 'django data', 'django-migrate data', 'pgadmin data']);
  });

  test('counts a container that is told to use it as meant to', () => {
    const stack = parsed({ ...draftOf({}), containers: { shop: { uses: ['sql'] }, idle: {} } });
    const calls = Object.fromEntries(whoReaches(of(stack), 'postgres').map((each) => [each.service, each.calls]));
    expect([calls['shop'], calls['idle']]).toEqual([true, false]);
  });

  test('is not who merely starts after it: a worker waits for the migrations of Django, whose address nobody tells it', () => {
    const stack = parsed(draftOf({}, { valkey: {}, worker: {} }));
    const { services } = of(stack);
    expect(Object.keys(services.find(({ id }) => id === 'worker')?.data.depends_on ?? {})).toContain('django');
    const calling = (id: string) => whoReaches(of(stack), id).filter(({ calls }) => calls).map(({ service, ports }) => `${service} ${ports.join()}`);
    expect(calling('django')).toEqual(['api 8001']);
    expect(calling('valkey')).toEqual(['api 6379', 'django 6379', 'django-migrate 6379', 'worker 6379', 'worker-beat 6379']);
    expect(calling('django-migrate')).toEqual([]);
  });

  test('is listed with the ports that each calls, not with those of others', () => {
    const files = edited(exportOf(defaultStack).files, 'local.docker.yml', '      DJANGO_SERVICE_URL:', '      OTHER_URL: http://postgres:9000/\n      DJANGO_SERVICE_URL:');
    const ports = Object.fromEntries(whoReaches(exposureOf(files), 'postgres').map((each) => [each.service, each.ports]));
    expect([ports['api'], ports['django']]).toEqual([[5432, 9000], [5432]]);
  });

  test('is nobody for a name that there is not', () => expect(whoReaches(of(defaultStack), 'mysql')).toEqual([]));

  test('knows calls of the edge to its proxy of the Docker socket', () => {
    expect(of(stackWith('traefik', { socket: 'proxy' })).calls).toContainEqual({ from: 'traefik', to: 'traefik-socket-proxy', port: 2375, by: 'traefik/traefik.yml' });
  });
});

describe('who reaches a service from outside of the stack', () => {
  const outside = (stack: Stack, id: string) => outsidersTo(of(stack), id).map(({ who, networks, ports, calls, internet }) => [who, networks.join(), ports.join(), calls, internet.length > 0]);
  const shared = stackWith('traefik', { entry: 'shared' });

  test.each([['api', '8000'], ['react-app', '8080']])('is the Traefik of the host, which routes to %s, and all others on its network', (id, port) => {
    expect(outside(shared, id)).toEqual([['edge', 'edge-shared', port, true, true], ['others', 'edge-shared', '', false, false]]);
  });

  test('is nobody for what is not on its network, nor in a stack with an edge of its own', () => {
    expect(outside(shared, 'postgres')).toEqual([]);
    for (const id of ['api', 'react-app', 'traefik', 'mysql']) expect(outside(defaultStack, id), id).toEqual([]);
  });
});

describe('reading in steps', () => {
  test('meets every file that is read, in many steps', () => {
    const { files } = exportOf(stackWith('traefik', { dashboard: 'both', dashboardAllow: ['192.0.2.0/24'] }));
    const { compose, staticFile, dynamicFiles } = exposureOf(files);
    const steps = [...reading(files)];
    expect([...new Set(steps)]).toEqual(expect.arrayContaining([compose.path, 'development.docker.yml', staticFile?.path, ...dynamicFiles.map(({ path }) => path)]));
    expect(steps.length).toBeGreaterThan(40);
  });

  test('passes over what is no YAML', () => {
    expect([...reading([{ path: 'local.docker.yml', text: 'a: [\n', mode: 0o644 }])]).toEqual([]);
  });
});

describe('places', () => {
  test('are the lines where it stands', () => {
    const exported = exportOf(defaultStack);
    const lineAt = ({ file, line }: { file: string; line: number }) => exported.text(file).split('\n')[line - 1]?.trim();
    const { reached, services, entryPoints, settings, networks } = of(defaultStack);
    expect(lineAt(reached.find(({ service }) => service === 'api')!.where)).toMatch(/^traefik\.http\.routers\.api\.rule:/);
    expect(lineAt(services.find(({ id }) => id === 'traefik')!.ports[1]!.where)).toBe('- target: 8443');
    expect(lineAt(services.find(({ id }) => id === 'django')!.place('environment', 'DJANGO_DEBUG'))).toMatch(/^DJANGO_DEBUG:/);
    expect(lineAt(entryPoints.find(({ name }) => name === 'websecure')!.where)).toBe('websecure:');
    expect(lineAt(reached[0]!.middlewares[1]!.where)).toBe('https-redirect:');
    expect(lineAt(settings.get('WEBSITE_DOMAIN')!.where)).toBe('WEBSITE_DOMAIN=localhost');
    expect(lineAt(networks[0]!.where)).toBe('main:');
  });
});

describe('reading in blocks', () => {
  const READ = { 'local.docker.yml': 2, 'development.docker.yml': 2, 'traefik/traefik.yml': 2, 'traefik/traefik-config/dynamic.yml': 3 };

  test(`gives what reading the whole file gives, for any design (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.oneof(anyStack, anyOwnEdge, anySharedEdge), (stack) => {
        for (const file of exportOf(stack).files) {
          const depth = READ[file.path as keyof typeof READ];
          if (depth !== undefined) expect(sourceOf(file, depth).data).toEqual(strictYaml(file.text).toJS());
        }
      }),
      { numRuns: 40, seed },
    );
  }, 120_000);

  test.each(['local.docker.yml', 'traefik/traefik.yml', 'traefik/traefik-config/dynamic.yml', '.env'])('survives whatever somebody made of %s', (path) => {
    const { files } = exportOf(defaultStack);
    for (const text of ['', ':', '[', '- a\n- b', 'services: 5', 'services:\n  a: b\n  c: *d', '\0', 'http: {routers: [], middlewares: 1}\nentryPoints: x', '{{ }}']) {
      const broken = files.map((file) => (file.path === path ? { ...file, text } : file));
      expect(() => whatTheInternetReaches(exposureOf(broken))).not.toThrow();
    }
    expect(() => exposureOf(files.filter((file) => file.path !== path))).not.toThrow();
    expect(() => exposureOf([])).not.toThrow();
  });
});
