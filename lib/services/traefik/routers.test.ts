import { describe, expect, test } from 'vitest';
import { exportOf, type DynamicFile, type Exported } from '../../generator/test-export';
import { holds } from '../../kit/test-property';
import { anyOwnEdge, stackWith } from '../../stack/test-stacks';

const RUNS = 60;
const INTERNAL = ['noop@internal', 'api@internal'];

interface Routed {
  readonly name: string;
  readonly where: 'labels' | 'file';
  readonly rule: string;
  readonly entryPoints: readonly string[];
  readonly priority: number;
  readonly middlewares: readonly string[];
  readonly service: string;
  readonly resolver: string | undefined;
}

/** All labels of one router of a container. */
function fromLabels(labels: Record<string, string>): Routed[] {
  const names = Object.keys(labels).flatMap((key) => /^traefik\.http\.routers\.([\w-]+)\.rule$/.exec(key)?.[1] ?? []);
  return names.map((name) => {
    const label = (key: string) => labels[`traefik.http.routers.${name}.${key}`];
    return {
      name,
      where: 'labels',
      rule: label('rule') ?? '',
      entryPoints: label('entrypoints')?.split(',') ?? [],
      priority: Number(label('priority')),
      middlewares: label('middlewares')?.split(',') ?? [],
      service: label('service') ?? '',
      resolver: label('tls.certresolver'),
    };
  });
}

function routersOf({ compose, dynamic }: Exported): Routed[] {
  const inFile = Object.entries(dynamic.http.routers).map(([name, router]) => ({ ...router, name, where: 'file' as const, resolver: router.tls?.certResolver }));
  return [...Object.values(compose.services).flatMap(({ labels }) => fromLabels(labels ?? {})), ...inFile];
}

function middlewaresIn({ http }: DynamicFile): string[] {
  return Object.keys(http.middlewares);
}

function always(sentence: string, check: (exported: Exported, routers: Routed[]) => void): void {
  test(sentence, () => holds(anyOwnEdge, (stack) => check(exportOf(stack), routersOf(exportOf(stack))), RUNS));
}

describe('every router of every design with a Traefik of its own', () => {
  always('has a name of its own', (_, routers) => {
    const names = routers.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  always('C5 refers to middlewares that are there, across providers with @file', ({ dynamic }, routers) => {
    const known = middlewaresIn(dynamic);
    for (const { name, where, middlewares } of routers) {
      const wanted = middlewares.map((middleware) => (where === 'labels' ? middleware.replace(/@file$/, '') : middleware));
      expect(wanted.filter((middleware) => !known.includes(middleware)), name).toEqual([]);
      if (where === 'labels') expect(middlewares.every((middleware) => middleware.endsWith('@file')), name).toBe(true);
    }
  });

  always('refers to a service that is there', ({ compose, dynamic }, routers) => {
    const labels = Object.values(compose.services).flatMap((service) => Object.keys(service.labels ?? {}));
    for (const { name, where, service } of routers) {
      if (INTERNAL.includes(service)) continue;
      const known = where === 'file' ? Object.keys(dynamic.http.services).includes(service) : labels.includes(`traefik.http.services.${service}.loadbalancer.server.port`);
      expect(known, `${name} → ${service}`).toBe(true);
    }
  });

  always('is used: no middleware stands there for nothing', ({ dynamic, static: file }, routers) => {
    const points = Object.values(file['entryPoints'] as Record<string, { http: { middlewares?: string[] } }>);
    const all = [...routers, ...points.map(({ http }) => ({ middlewares: http.middlewares ?? [] }))];
    const used = new Set(all.flatMap(({ middlewares }) => middlewares.map((name) => name.replace('@file', ''))));
    expect(middlewaresIn(dynamic).filter((name) => !used.has(name))).toEqual([]);
  });

  always('S8 sends the security headers and a policy first', (_, routers) => {
    for (const { name, middlewares } of routers) {
      const [first, second] = middlewares.map((middleware) => middleware.replace('@file', ''));
      expect(first, name).toBe('security-headers');
      expect(second, name).toMatch(name === 'http-redirect' ? /^https-redirect$/ : /^csp-/);
    }
  });

  always('S2 listens on HTTPS only, but for the redirect and behind a proxy', ({ stack, static: file }, routers) => {
    const behindProxy = stack.tls.mode === 'behind-proxy';
    for (const { name, entryPoints } of routers) expect(entryPoints, name).toEqual([/^http-(redirect|closed)$/.test(name) || behindProxy ? 'web' : 'websecure']);
    expect(Object.keys(file['entryPoints'] as object).includes('websecure')).toBe(!behindProxy);
  });

  always('C20 asks for a certificate for the domain alone', ({ stack }, routers) => {
    for (const { name, rule, resolver } of routers) {
      const wanted = stack.tls.mode.startsWith('le-') && rule.includes('Host(');
      expect(resolver, name).toBe(wanted ? stack.tls.mode : undefined);
    }
  });

  always('S6 that leads to an admin stands behind a guard', ({ stack }, routers) => {
    const { django, pgadmin } = stack.services;
    const exposed = [
      ...(django.adminExposure === 'none' ? [] : ['django-admin']),
      ...(pgadmin && pgadmin.exposure !== 'none' ? ['pgadmin'] : []),
      ...(stack.services.traefik.dashboard === 'none' ? [] : ['dashboard']),
    ];
    expect(routers.map(({ name }) => name).filter((name) => ['django-admin', 'pgadmin', 'dashboard'].includes(name)).sort()).toEqual(exposed.sort());
    for (const { name, middlewares } of routers.filter((router) => exposed.includes(router.name))) {
      expect(middlewares.some((middleware) => /^(edge-auth|[\w-]+-allow)(@file)?$/.test(middleware)), name).toBe(true);
    }
  });

  always('S6 S7 counts tries before it looks at a password', (_, routers) => {
    for (const { name, middlewares } of routers) {
      const at = middlewares.findIndex((middleware) => middleware.startsWith('edge-auth'));
      if (at >= 0) expect(middlewares.slice(0, at).join(), name).toMatch(/ratelimit/);
    }
  });

  always('S7 that leads to the API is limited', (_, routers) => {
    for (const { name, middlewares } of routers.filter((router) => /^api(-docs|-redoc|-login)?$/.test(router.name))) {
      expect(middlewares.join(), name).toMatch(/ratelimit.*inflight.*body-limit/);
    }
  });

  always('S12 has one behind it that answers when its service is away, where routers come and go with containers', ({ stack }, routers) => {
    if (stack.services.traefik.socket === 'none') return expect(routers.filter(({ name }) => name.endsWith('-away'))).toEqual([]);
    const paths = routers.filter(({ rule, name }) => rule.includes('Path(') && !name.endsWith('-away') && !['dashboard', 'metrics-outside', 'api-login'].includes(name));
    for (const { name, priority } of paths) {
      const away = routers.find((router) => router.name === `${name}-away`);
      expect(away?.middlewares, name).toContain('answer-503');
      expect(away?.priority, name).toBeLessThan(priority);
    }
  });

  always('never leads to what is internal', (_, routers) => {
    for (const { name, rule } of routers) expect(rule.replace(/Host\(`[^`]*`\)/g, ''), name).not.toMatch(/internal|healthz/);
  });
});

describe('of two routers', () => {
  test('the one with the longer path is asked first, the page last', () => {
    const exported = exportOf(stackWith('api', { docs: true }, { project: { environment: 'development' } }));
    const priorities = Object.fromEntries(routersOf(exported).map(({ name, priority }) => [name, priority]));
    expect(priorities['api-docs']).toBeGreaterThan(priorities['api'] ?? 0);
    expect(priorities['api']).toBeGreaterThan(priorities['api-away'] ?? 0);
    expect(priorities['api-away']).toBeGreaterThan(priorities['frontend-react'] ?? 0);
    expect(priorities['frontend-react']).toBeGreaterThan(priorities['unknown-host'] ?? 0);
  });

  test('with Traefik reading files only the same ones are there, but for stand-ins', () => {
    const names = (socket: 'socket' | 'none') => routersOf(exportOf(stackWith('traefik', { socket }))).map(({ name }) => name).sort();
    expect(names('none')).toEqual(names('socket').filter((name) => !name.endsWith('-away')));
  });
});
