import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf, networksOf, type Exported } from '../../generator/test-export';
import { holds } from '../../kit/test-property';
import { readDotenv } from '../../kit/test-dotenv';
import { anySharedEdge, stackWith } from '../../stack/test-stacks';

const RUNS = 60;
const shared = exportOf(stackWith('traefik', { entry: 'shared', sharedNetwork: 'edge', sharedEntryPoint: 'https', sharedResolver: 'le', httpsPort: 8443 }, { project: { name: 'shop' } }));

interface Container {
  readonly id: string;
  readonly labels: Record<string, string>;
  readonly routers: readonly string[];
}

function routed({ compose }: Exported): Container[] {
  return Object.entries(compose.services).flatMap(([id, { labels = {} }]) => (Object.keys(labels).length > 0 ? [{ id, labels, routers: named(labels, 'routers') }] : []));
}

/** Names of routers, services or middlewares that the labels of a container define. */
function named(labels: Record<string, string>, kind: string): string[] {
  return [...new Set(Object.keys(labels).flatMap((key) => (key.startsWith(`traefik.http.${kind}.`) ? (key.split('.')[3] ?? []) : [])))];
}

const middlewaresOf = ({ labels }: Container, router: string) => labels[`traefik.http.routers.${router}.middlewares`]?.split(',') ?? [];

function always(sentence: string, check: (exported: Exported, containers: Container[]) => void): void {
  test(sentence, () => holds(anySharedEdge, (stack) => check(exportOf(stack), routed(exportOf(stack))), RUNS));
}

describe('a shared Traefik is told of the API', () => {
  test('what the golden file shows', () => expectGolden(import.meta.dirname, 'shared-labels', `${composePart(shared, 'api').split('\n').filter((line) => /^ {2}(networks|labels):/.test(line) || /^ {4}(main|edge-shared|traefik\.)|gw_priority/.test(line)).join('\n')}\n`));

  test('at the entry point, with the resolver and on the network that the design names', () => {
    const labels = shared.compose.services['api']?.labels ?? {};
    expect(labels).toMatchObject({ 'traefik.http.routers.shop_api.entrypoints': 'https', 'traefik.http.routers.shop_api.tls.certresolver': 'le', 'traefik.docker.network': '${TRAEFIK_DOCKER_NETWORK:?set TRAEFIK_DOCKER_NETWORK in .env}' });
    expect(readDotenv(shared.text('.env'))).toMatchObject({ TRAEFIK_DOCKER_NETWORK: 'edge', PUBLIC_ORIGIN: 'https://localhost:8443' });
    expect(exportOf(stackWith('traefik', { entry: 'shared' })).text('local.docker.yml')).not.toContain('certresolver');
  });

  test('C6 with the hash of the password, which stands in .env only', () => {
    const guarded = exportOf(stackWith('django', { adminExposure: 'basic-auth' }, {}));
    const { stack } = guarded;
    const exported = exportOf({ ...stack, services: { ...stack.services, traefik: { ...stack.services.traefik, entry: 'shared' } } });
    expect(exported.compose.services['django']?.labels?.['traefik.http.middlewares.base2_edge-auth.basicAuth.users']).toBe('${TRAEFIK_USER:?set TRAEFIK_USER in .env}');
    expect(readDotenv(exported.text('.env'))['TRAEFIK_USER']).toBe(exported.secrets['TRAEFIK_USER']);
  });
});

test('the README makes the network that the design names', () => {
  expect(shared.text('README.md')).toContain('docker network create edge   #');
});

describe('every design behind a shared Traefik', () => {
  always('S1 has no container, file, port or volume of Traefik', ({ compose, files }) => {
    expect(Object.keys(compose.services).filter((id) => id.includes('traefik'))).toEqual([]);
    expect(Object.values(compose.services).filter(({ ports }) => ports)).toEqual([]);
    expect(files.map(({ path }) => path).filter((path) => /^(traefik|certificates)\/|trust-ca|scripts\/maintenance/.test(path))).toEqual([]);
    expect(Object.keys(compose.volumes ?? {}).filter((name) => name.includes('traefik'))).toEqual([]);
  });

  always('names everything after its project, so that no two projects meet', ({ stack }, containers) => {
    for (const { id, labels } of containers) {
      for (const name of ['routers', 'services', 'middlewares'].flatMap((kind) => named(labels, kind))) {
        expect(name.startsWith(`${stack.project.name}_`), `${id}: ${name}`).toBe(true);
        expect(name.slice(stack.project.name.length + 1), `${id}: ${name}`).not.toContain('_');
      }
    }
  });

  always('C5 has on each container all middlewares of its routers, none for nothing, and no file', (_, containers) => {
    for (const each of containers) {
      const used = new Set(each.routers.flatMap((router) => middlewaresOf(each, router)));
      expect(named(each.labels, 'middlewares').sort(), each.id).toEqual([...used].sort());
      expect(JSON.stringify(each.labels), each.id).not.toContain('@file');
    }
  });

  always('says the same of a middleware on every container', (_, containers) => {
    const seen = new Map<string, string>();
    for (const { id, labels } of containers) {
      for (const [key, value] of Object.entries(labels).filter(([name]) => name.startsWith('traefik.http.middlewares.'))) {
        expect(seen.get(key) ?? value, `${id}: ${key}`).toBe(value);
        seen.set(key, value);
      }
    }
  });

  always('refers to services that the same container has', (_, containers) => {
    for (const each of containers) {
      for (const router of each.routers) {
        const service = each.labels[`traefik.http.routers.${router}.service`];
        if (service !== 'noop@internal') expect(named(each.labels, 'services'), router).toContain(service);
      }
    }
  });

  always('S8 S2 sends security headers and a policy first, over TLS at the entry point named', ({ stack }, containers) => {
    for (const each of containers) {
      for (const router of each.routers) {
        const [first = '', second = ''] = middlewaresOf(each, router).map((name) => name.replace(`${stack.project.name}_`, ''));
        expect([first, second.slice(0, 4)], router).toEqual(['security-headers', 'csp-']);
        const of = (key: string) => each.labels[`traefik.http.routers.${router}.${key}`];
        expect([of('tls'), of('entrypoints'), of('tls.certresolver') ?? ''], router).toEqual(['true', stack.services.traefik.sharedEntryPoint, stack.services.traefik.sharedResolver]);
        expect(of('rule'), router).toMatch(/^Host\(/);
      }
    }
  });

  always('S12 has a stand-in of lower priority on the page for every path', (_, containers) => {
    const site = containers.find(({ labels, routers }) => routers.some((name) => labels[`traefik.http.routers.${name}.priority`] === '10'))?.id;
    const all = new Map(containers.flatMap(({ id, labels, routers }) => routers.map((name) => [name, { id, labels }] as const)));
    for (const [name, { id, labels }] of all) {
      if (id === site || name.endsWith('_api-login')) continue;
      const away = all.get(`${name}-away`);
      expect(away?.id, name).toBe(site);
      expect(Number(away?.labels[`traefik.http.routers.${name}-away.priority`]), name).toBeLessThan(Number(labels[`traefik.http.routers.${name}.priority`]));
    }
  });

  always('S6 S7 guards what leads to an admin and limits what leads to the API', (_, containers) => {
    for (const each of containers) {
      for (const router of each.routers.filter((name) => /_(django-admin|pgadmin)$/.test(name))) expect(middlewaresOf(each, router).join(), router).toMatch(/_(edge-auth|[\w-]+-allow)(,|$)/);
      for (const router of each.routers.filter((name) => middlewaresOf(each, name).join().includes('edge-auth'))) expect(middlewaresOf(each, router).join(), router).toMatch(/ratelimit.*edge-auth/);
      for (const router of each.routers.filter((name) => /_api(-docs|-redoc|-login)?$/.test(name))) expect(middlewaresOf(each, router).join(), router).toMatch(/ratelimit.*inflight.*body-limit/);
    }
  });

  always('puts onto the shared network what has a route and nothing else, with its own networks before it', ({ compose }, containers) => {
    const there = Object.keys(compose.services).filter((id) => networksOf(compose.services[id] ?? {}).includes('edge-shared'));
    expect(there.sort()).toEqual(containers.map(({ id }) => id).sort());
    expect(compose.networks['edge-shared']).toEqual({ name: '${TRAEFIK_DOCKER_NETWORK:?set TRAEFIK_DOCKER_NETWORK in .env}', external: true });
    for (const id of there) {
      const { 'edge-shared': foreign, ...own } = compose.services[id]?.networks as unknown as Record<string, { gw_priority?: number }>;
      expect([foreign, Object.values(own).every((network) => network.gw_priority === 1), Object.keys(own).length > 0], id).toEqual([{}, true, true]);
    }
  });

  always('lets the development server into the page on every container that has the policy of the page, and changes nothing else', ({ development, stack }, containers) => {
    const key = `traefik.http.middlewares.${stack.project.name}_csp-site.headers.contentSecurityPolicy`;
    const values = new Set<string>();
    for (const { id, labels } of containers) {
      const changed = development.services[id]?.labels ?? {};
      expect(Object.keys(changed).filter((name) => name !== key), id).toEqual([]);
      if (labels[key] !== undefined) values.add(changed[key] ?? labels[key]);
    }
    expect(values.size).toBe(1);
  });

  always('does not speak of what only an own Traefik has', (exported) => {
    const words = `${exported.text('README.md')}${exported.text('SECURITY.md')}`;
    expect(words).not.toMatch(/trust-ca|scripts\/maintenance|traefik\.yml|dynamic\.yml|logs[^\n]* traefik|traefik:8083|Only `traefik` publishes/);
    expect(exported.text('README.md')).toContain('## The certificate, and the Traefik of this host');
    expect(exported.text('README.md')).toContain('Compose 2.33.1 or newer');
  });
});
