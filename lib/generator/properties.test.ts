import { beforeAll, describe, expect, test } from 'vitest';
import { capabilities } from '../kit/capabilities';
import type { File } from '../kit/file-tree';
import { PLACEHOLDER } from '../kit/secret';
import { readDotenv } from '../kit/test-dotenv';
import { holds } from '../kit/test-property';
import { dotenvText } from '../kit/text';
import { checkStack, connections, defaultStack, planOf } from '../stack';
import { anyStack } from '../stack/test-stacks';
import { generate, secretSpecs } from './index';
import { Exported, exportOf, networksOf, secretsFor, strictYaml, templates, yamlFiles, type ComposeService } from './test-export';
import { tokens } from './tokens';
import { variablesOf } from './variables';

const RUNS = 60;
const REFERENCE = /\$\{([A-Z][A-Z0-9_]*)(?::[?-][^}]*)?\}/g;

function namesIn(text: string): string[] {
  return [...text.replaceAll('$$', '').matchAll(REFERENCE)].map(([, name = '']) => name);
}

function withoutComments(text: string): string {
  return text.split('\n').filter((line) => !/^\s*#/.test(line)).join('\n');
}

/** Both compose files, without their comments. */
function composeText(exported: Exported): string {
  return ['local.docker.yml', 'development.docker.yml'].map((name) => withoutComments(exported.text(name))).join('\n');
}

/** Assignments of a `.env`, in order. */
function assignments(text: string): { name: string; value: string }[] {
  return [...text.matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }));
}

const shipped = new Set(Object.values(templates).map(({ text }) => text));

/** The files that something is said of; one assertion for all of them, because an export has hundreds. */
function pathsOf(files: readonly File[], match: (file: File) => boolean): string[] {
  return files.filter(match).map(({ path }) => path);
}

describe('the files that ship as they are', () => {
  test('are YAML without a warning where they are YAML', () => {
    for (const { text } of yamlFiles(exportOf(defaultStack).files)) strictYaml(text);
  });
});

describe('every design', () => {
  function always(sentence: string, check: (exported: Exported) => void): void {
    test(sentence, () => holds(anyStack, (stack) => check(exportOf(stack)), RUNS));
  }

  // The first export of each design is made here, so that no single test below is a slow one.
  beforeAll(() => holds(anyStack, (stack) => void exportOf(stack), RUNS), 60_000);

  always('gives the same bytes for the same input', ({ stack, secrets, files }) => {
    expect(generate(structuredClone(stack), { templates, secrets })).toEqual(files);
  });

  always('gives files in order, each once, with LF and a line end', ({ files }) => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)].sort((a, b) => (a < b ? -1 : 1)));
    expect(paths.filter((path) => !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._@-]+)*$/.test(path))).toEqual([]);
    expect(pathsOf(files, ({ text }) => text.includes('\r') || (text !== '' && !text.endsWith('\n')))).toEqual([]);
  });

  always('gives YAML without a warning or a key that stands twice', ({ files, stack }) => {
    const computed = yamlFiles(files).filter(({ text }) => !shipped.has(text));
    const own = ['traefik/development.yml', 'traefik/traefik.yml', 'traefik/traefik-config/dynamic.yml'];
    // A shared Traefik is told everything by labels.
    expect(computed.map(({ path }) => path)).toEqual(expect.arrayContaining(['local.docker.yml', 'development.docker.yml', ...(isShared(stack) ? [] : own)]));
    expect(computed.some(({ path }) => path.startsWith('traefik/'))).toBe(!isShared(stack));
    for (const { text } of computed) strictYaml(text);
  });

  always('defines in .env what the compose files use', (exported) => {
    const defined = assignments(exported.text('.env')).map(({ name }) => name);
    for (const name of namesIn(composeText(exported))) expect(defined).toContain(name);
  });

  always('uses in the compose files what .env defines', (exported) => {
    const used = new Set([...namesIn(composeText(exported)), ...assignments(exported.text('.env')).flatMap(({ value }) => namesIn(value))]);
    const forCompose = assignments(exported.text('.env')).filter(({ name }) => !/^COMPOSE_(FILE|PATH_SEPARATOR)$/.test(name));
    for (const { name } of forCompose) expect([...used]).toContain(name);
  });

  always('takes variables inside .env from lines above', (exported) => {
    const above = new Set<string>();
    for (const { name, value } of assignments(exported.text('.env'))) {
      if (!value.startsWith("'")) for (const used of namesIn(value)) expect(above).toContain(used);
      expect(above).not.toContain(name);
      above.add(name);
    }
  });

  always('stops compose on a required variable that is empty, and has none that is', (exported) => {
    const values = readDotenv(exported.text('.env'));
    const fillIn = new Set(variablesOf(planOf(exported.stack)).flatMap(({ name, ownerFillsIn }) => (ownerFillsIn ? [name] : [])));
    const required = [...exported.text('local.docker.yml').matchAll(/\$\{([A-Z0-9_]+):\?/g)].map(([, name = '']) => name).filter((name) => !fillIn.has(name));
    for (const name of required) expect(values[name], name).not.toBe('');
  });

  always('has the same names in .env.example, and no secret', (exported) => {
    const names = (name: string) => assignments(exported.text(name)).map((each) => each.name);
    expect(names('.env.example')).toEqual(names('.env'));
    const values = readDotenv(exported.text('.env.example'));
    for (const { name } of secretSpecs(exported.stack)) expect(values[name] ?? PLACEHOLDER).toBe(PLACEHOLDER);
  });

  always('has secrets in .env or in files of their own, and nowhere else', ({ files, secrets, stack }) => {
    const values = Object.values(secrets);
    const holders = pathsOf(files, ({ text }) => !shipped.has(text) && values.some((value) => text.includes(value)));
    if (stack.hardening.secrets === 'env') expect(holders).toEqual(['.env']);
    else expect(holders).toEqual(Object.keys(secrets).map((name) => `secrets/${name}`).sort());
  });

  always('has .env for its owner alone, and run bits where due', ({ files }) => {
    const expected = ({ path, text }: File) => (path === '.env' ? 0o600 : text.startsWith('#!') ? 0o755 : 0o644);
    expect(pathsOf(files, (file) => file.mode !== expected(file))).toEqual([]);
  });

  always('has no token left', ({ files }) => {
    const pattern = new RegExp(`__(${tokens.join('|')})__`);
    expect(pathsOf(files, ({ text }) => pattern.test(text))).toEqual([]);
  });

  always('S1 publishes ports of traefik only, and none where that is the host\'s', ({ compose, stack }) => {
    const publishers = Object.entries(compose.services).filter(([, service]) => service.ports !== undefined);
    if (isShared(stack)) {
      expect(publishers).toEqual([]);
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(stack.services).filter((id) => id !== 'traefik')));
      expect(Object.keys(compose.services).filter((id) => id.startsWith('traefik'))).toEqual([]);
      return;
    }
    expect(publishers.map(([id]) => id)).toEqual(['traefik']);
    const overTls = stack.services.traefik.http3 ? 3 : 2;
    expect(publishers[0]?.[1].ports).toHaveLength(stack.tls.mode === 'behind-proxy' ? 1 : overTls);
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(stack.services)));
  });

  always('publishes on the loopback address only while developing, and nothing without need', ({ compose, development }) => {
    for (const [id, service] of Object.entries(development.services)) {
      expect(compose.services, id).toHaveProperty(id);
      for (const { host_ip } of service.ports ?? []) expect(host_ip, id).toBe('127.0.0.1');
      if (service.ports) expect([...networksOf(compose.services[id] ?? {}), ...(service.networks ?? [])], id).toContain('main');
    }
  });

  always('keeps the hardening while developing', ({ development }) => {
    for (const [id, service] of Object.entries(development.services)) {
      const { privileged, cap_add, cap_drop, security_opt, read_only, secrets } = service;
      expect([privileged, cap_add, cap_drop, security_opt, read_only, secrets].filter((each) => each !== undefined), id).toEqual([]);
      expect(service.user ?? '1:1', id).not.toMatch(/^0:|:0$/);
    }
  });

  always('mounts and watches files of the export while developing, read-only', ({ development, files }) => {
    const all = Object.values(development.services);
    const mounted = all.flatMap(({ volumes }) => volumes ?? []);
    const paths = [...mounted.map(({ source }) => source), ...all.flatMap(({ develop }) => develop?.watch ?? []).map(({ path }) => path)];
    expect(mounted.filter(({ type, read_only }) => type !== 'bind' || read_only !== true)).toEqual([]);
    for (const path of paths) expect(files.some((file) => file.path === path.slice(2) || file.path.startsWith(`${path.slice(2)}/`)), path).toBe(true);
  });

  always('S14 names no service, network or volume that is not there', ({ compose }) => {
    for (const [id, service] of Object.entries(compose.services)) {
      for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services, id).toHaveProperty(other);
      for (const network of networksOf(service)) expect(compose.networks, id).toHaveProperty(network);
      for (const { type, source } of service.volumes ?? []) if (type === 'volume') expect(compose.volumes, id).toHaveProperty(source);
    }
    const all = Object.values(compose.services);
    for (const name of Object.keys(compose.volumes ?? {})) expect(all.some(({ volumes }) => volumes?.some(({ source }) => source === name)), name).toBe(true);
    for (const name of Object.keys(compose.networks)) expect(all.some((service) => networksOf(service).includes(name)), name).toBe(true);
  });

  always('mounts only files and folders of the export, besides the socket', ({ compose, files }) => {
    for (const { volumes, build } of Object.values(compose.services)) {
      const binds = (volumes ?? []).filter(({ type, source }) => type === 'bind' && !source.endsWith('/docker.sock'));
      for (const { source, read_only } of binds) {
        expect(read_only, source).toBe(true);
        expect(files.some(({ path }) => path === source.slice(2) || path.startsWith(`${source.slice(2)}/`)), source).toBe(true);
      }
      if (build) expect(files.map(({ path }) => path)).toContain(`${build.context.slice(2)}/${build.dockerfile}`);
    }
  });

  always('S11 hardens every container as chosen, and an own one less only where it says so', ({ compose, stack: { hardening, containers } }) => {
    for (const [id, service] of Object.entries(compose.services)) {
      const own = containers?.[id];
      expect(hardeningOf(service), id).toEqual({
        readOnly: hardening.readOnly && own?.readOnly !== false, capDrop: hardening.capDrop, noNewPrivileges: hardening.noNewPrivileges, limits: hardening.limits,
      });
      expect([service.privileged, service.cap_add ?? []], id).toEqual([undefined, own?.capabilities ?? []]);
      expect(service.logging, id).toBeDefined();
      expect(service.restart, id).toMatch(/^(unless-stopped|no)$/);
    }
  });

  always('tells in SECURITY.md of every container of one\'s own that is hardened less', (exported) => {
    const security = exported.text('SECURITY.md');
    for (const [name, own] of Object.entries(exported.stack.containers ?? {})) {
      const rows = (words: string) => security.includes(`| \`${name}\` ${words}`);
      expect([rows('runs as '), rows('has no health check'), rows('can write to'), rows('may call'), rows('is open to everybody')], name).toEqual([
        own.user.split(':').includes('0'), own.health === 'none', !own.readOnly, own.egress, own.exposure === 'public',
      ]);
      for (const capability of own.capabilities) expect(security, name).toContain(capability);
    }
  });

  always('can start: nobody waits in a circle', ({ compose }) => {
    const done = new Set<string>();
    const ids = Object.keys(compose.services);
    for (let round = 0; round < ids.length; round += 1) {
      for (const id of ids) if (Object.keys(compose.services[id]?.depends_on ?? {}).every((other) => done.has(other))) done.add(id);
    }
    expect([...done].sort()).toEqual(ids.sort());
  });

  always('waits for health only where there is a health check', ({ compose }) => {
    for (const { depends_on } of Object.values(compose.services)) {
      for (const [id, { condition }] of Object.entries(depends_on ?? {})) {
        if (condition === 'service_healthy') expect(compose.services[id]?.healthcheck?.test, id).toBeDefined();
        if (condition === 'service_completed_successfully') expect(compose.services[id]?.restart, id).toBe('no');
      }
    }
  });

  always('keeps the database off the network of the entry when data has its own', ({ compose, stack }) => {
    if (stack.hardening.networks === 'one') return;
    const edge = isShared(stack) ? ['main', 'edge-shared'] : networksOf(compose.services['traefik'] ?? {});
    expect(edge).not.toEqual([]);
    expect(networksOf(compose.services['postgres'] ?? {}).filter((name) => edge.includes(name))).toEqual([]);
  });

  always('lets only those with a route onto the network of the entry when it has three', ({ compose, stack }) => {
    if (stack.hardening.networks !== 'tiers') return;
    const routed = new Set(connections(stack).filter(({ active, capability }) => active && capabilities[capability].network === 'main').flatMap(({ from, to }) => [from, to]));
    const onMain = Object.keys(compose.services).filter((id) => networksOf(compose.services[id] ?? {}).includes('main'));
    expect(onMain.filter((id) => !routed.has(id))).toEqual([]);
    expect([compose.networks['app']?.internal, compose.networks['data']?.internal]).toEqual([true, true]);
  });

  always('is read back from stack.json', (exported) => {
    expect(checkStack(JSON.parse(exported.text('stack.json')))).toEqual({ ok: true, stack: exported.stack });
  });

  always('says in the README what it is', (exported) => {
    const readme = exported.text('README.md');
    expect(readme).toContain(exported.stack.project.domain);
    for (const id of Object.keys(exported.stack.services)) expect(readme).toContain(`\`${id}\``);
  });
});

function isShared({ services }: Exported['stack']): boolean {
  return services.traefik.entry === 'shared';
}

function hardeningOf(service: ComposeService) {
  return {
    readOnly: service.read_only === true,
    capDrop: service.cap_drop?.join() === 'ALL',
    noNewPrivileges: service.security_opt?.join() === 'no-new-privileges:true',
    limits: [service.mem_limit, service.cpus, service.pids_limit].every((limit) => limit !== undefined),
  };
}

describe('secrets of any kind', () => {
  test('arrive as they are', () => {
    const hard = `a$b#c'd"e\\f g@h:i/j%k{{l}}\`m!&\\`;
    holds(anyStack, (stack) => {
      const names = secretSpecs(stack).filter(({ kind }) => kind === 'random').map(({ name }) => name);
      const secrets = secretsFor(stack, Object.fromEntries(names.map((name) => [name, `${name}${hard}`])));
      const exported = new Exported(stack, secrets);
      const values = readDotenv(exported.text('.env'));
      for (const name of names.filter((each) => each in values)) expect(values[name]).toBe(secrets[name]);
      expect(dotenvText(hard)).toMatch(/^"/);
    }, 20);
  });
});
