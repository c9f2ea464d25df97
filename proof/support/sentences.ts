import { canonicalHost } from '../../lib/kit/project';
import { expect } from 'vitest';
import { readDotenv } from '../../lib/kit/test-dotenv';
import { networksOf, type DynamicFile, type Exported } from '../../lib/generator/test-export';
import type { Stack } from '../../lib/stack';
import { composeProblems, traefikDynamicProblems, traefikStaticProblems } from './schemas';

/** What holds for every design. Each sentence can fail by itself; they share what an export is parsed into. */
export const sentences: Record<string, (exported: Exported) => void> = {
  'the compose file matches the Compose Specification': ({ compose }) => {
    expect(composeProblems(compose).slice(-3).join('\n')).toBe('');
  },

  'Traefik’s files match its schemas; a Traefik of the host gets none': (exported) => {
    if (hostsTraefik(exported.stack)) {
      expect(exported.files.filter(({ path }) => path.startsWith('traefik/')).map(({ path }) => path)).toEqual([]);
      return;
    }
    expect(traefikStaticProblems(exported.static).slice(-3).join('\n')).toBe('');
    expect(traefikDynamicProblems(exported.dynamic).slice(-3).join('\n')).toBe('');
  },

  'every variable used is defined, and every one defined is used': (exported) => {
    const env = exported.text('.env');
    const defined = new Set([...env.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name));
    const used = new Set([...variablesIn(exported.text('local.docker.yml')), ...variablesIn(exported.text('development.docker.yml')), ...variablesIn(env), ...COMPOSE_OWN]);
    expect([...used].filter((name) => !defined.has(name) && !COMPOSE_OWN.has(name))).toEqual([]);
    expect([...defined].filter((name) => !used.has(name ?? ''))).toEqual([]);
  },

  'every middleware, resolver, entry point and service that a router names is there': (exported) => {
    const { names, missing } = references(exported);
    expect(names).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  },

  'every network, volume and secret that a service names is there, and every one that is there is named': ({ compose }) => {
    const all = Object.values(compose.services);
    const kinds = {
      networks: all.flatMap(networksOf),
      volumes: all.flatMap(({ volumes }) => (volumes ?? []).filter(({ type }) => type === 'volume').map(({ source }) => source)),
      secrets: all.flatMap(({ secrets }) => secrets ?? []),
    };
    for (const [kind, named] of Object.entries(kinds)) {
      const there = Object.keys((compose as unknown as Record<string, object | undefined>)[kind] ?? {});
      expect([kind, [...new Set(named)].sort()]).toEqual([kind, there.sort()]);
    }
  },

  'only Traefik publishes ports': ({ compose }) => {
    const publishing = Object.entries(compose.services).filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    expect(publishing.filter((name) => name !== 'traefik')).toEqual([]);
  },

  'no secret stands outside .env and secrets/': ({ files, secrets }) => {
    const values = Object.values(secrets).filter((value) => value.length > 8);
    const holders = files.filter(({ path, text }) => path !== '.env' && !path.startsWith('secrets/') && values.some((value) => text.includes(value)));
    expect(holders.map(({ path }) => path)).toEqual([]);
  },

  'every container has the hardening that was chosen, and nothing that undoes it': ({ compose, stack: { hardening } }) => {
    for (const [name, service] of Object.entries(compose.services)) {
      const mine = service as unknown as Record<string, unknown>;
      expect([name, service.read_only === true, service.cap_drop?.join(), service.security_opt?.join()]).toEqual([
        name, hardening.readOnly, hardening.capDrop ? 'ALL' : undefined, hardening.noNewPrivileges ? 'no-new-privileges:true' : undefined,
      ]);
      expect([name, ...['mem_limit', 'memswap_limit', 'cpus', 'pids_limit'].map((key) => mine[key] !== undefined)]).toEqual([name, ...Array<boolean>(4).fill(hardening.limits)]);
      const undoing = ['privileged', 'cap_add', 'pid', 'ipc', 'uts', 'userns_mode', 'network_mode', 'devices'].filter((key) => mine[key] !== undefined && mine[key] !== 'none');
      expect([name, undoing]).toEqual([name, []]);
      expect([name, mine['logging'] !== undefined]).toEqual([name, true]);
    }
  },

  'values arrive in .env as the design has them': (exported) => {
    const values = readDotenv(exported.text('.env'));
    expect(values['WEBSITE_DOMAIN']).toBe(canonicalHost(exported.stack.project));
    expect(values['COMPOSE_PROJECT_NAME']).toBe(exported.stack.project.name);
  },
};

/** Read by compose itself. */
const COMPOSE_OWN = new Set(['COMPOSE_FILE', 'COMPOSE_PATH_SEPARATOR', 'COMPOSE_PROJECT_NAME', 'COMPOSE_PROFILES']);

function variablesIn(text: string): string[] {
  const code = text.split('\n').filter((line) => !/^\s*#/.test(line)).join('\n').replaceAll('$$', '');
  return [...code.matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name);
}

interface Named {
  readonly middlewares?: readonly string[];
  readonly service?: string;
  readonly tls?: { readonly certResolver?: string; readonly options?: string };
  readonly entryPoints?: readonly string[];
}

interface Settings {
  readonly entryPoints?: object;
  readonly certificatesResolvers?: object;
}

const NOTHING: DynamicFile = { http: { routers: {}, services: {}, middlewares: {} } };

/** The options of Traefik where it is the host's, of which a stack knows two names. */
function hostsTraefik({ services: { traefik } }: Stack): { sharedEntryPoint: string; sharedResolver: string } | undefined {
  return traefik?.entry === 'shared' ? traefik : undefined;
}

function hostsSettings({ sharedEntryPoint, sharedResolver }: { sharedEntryPoint: string; sharedResolver: string }): Settings {
  return { entryPoints: { [sharedEntryPoint]: {} }, certificatesResolvers: { [sharedResolver]: {} } };
}

/** What routers name, in labels and in the file provider's file, and what of it is not there. */
function references(exported: Exported): { names: number; missing: string[] } {
  const host = hostsTraefik(exported.stack);
  const { http, tls } = host ? NOTHING : exported.dynamic;
  const settings = host ? hostsSettings(host) : (exported.static as Settings);
  const labels = new Map(Object.values(exported.compose.services).flatMap(({ labels: own }) => Object.entries(own ?? {})));
  const inLabels = (kind: string) => new Set([...labels.keys()].flatMap((key) => new RegExp(`^traefik\\.http\\.${kind}\\.([^.]+)\\.`).exec(key)?.[1] ?? []));
  const there: Record<string, (name: string) => boolean> = {
    middlewares: (name) => (host || name.endsWith('@docker') ? inLabels('middlewares').has(name.replace(/@docker$/, '')) : name.replace(/@file$/, '') in (http.middlewares ?? {})),
    service: (name) => /@internal$/.test(name) || name.replace(/@file$/, '') in (http.services ?? {}) || inLabels('services').has(name.replace(/@docker$/, '')),
    entrypoints: (name) => name in (settings.entryPoints ?? {}),
    certresolver: (name) => name in (settings.certificatesResolvers ?? {}),
    options: (name) => name.replace(/@file$/, '') in (tls?.options ?? {}),
  };
  const asked: [string, string, string][] = [];
  const ask = (where: string, kind: string, names: readonly (string | undefined)[] | undefined) => (names ?? []).forEach((name) => name !== undefined && asked.push([where, kind, name]));
  for (const [key, value] of labels) {
    const [, router, kind = ''] = /^traefik\.http\.routers\.([^.]+)\.(?:tls\.)?(middlewares|service|entrypoints|certresolver|options)$/.exec(key) ?? [];
    if (router) ask(router, kind, String(value).split(',').map((name) => name.trim()));
    if (router && kind === 'middlewares') for (const name of String(value).split(',')) if (!host && !name.includes('@')) asked.push([router, 'provider of', `${name}`]);
  }
  for (const [router, { middlewares, service, entryPoints, tls: own }] of Object.entries<Named>(http.routers)) {
    ask(router, 'middlewares', middlewares);
    ask(router, 'service', [service]);
    ask(router, 'entrypoints', entryPoints);
    ask(router, 'certresolver', [own?.certResolver]);
    ask(router, 'options', [own?.options]);
  }
  const missing = asked.filter(([, kind, name]) => !there[kind]?.(name)).map(([where, kind, name]) => `${where}: no ${kind} ${name}`);
  return { names: asked.length, missing };
}
