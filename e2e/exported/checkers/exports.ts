import { cp, mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../support/run';
import { Stack } from '../support/stack';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Designs that together ship every template file; `01-checkers.test.ts` says so. */
export const designs = {
  standard: {},
  everything: {
    project: { domain: 'app.example.com' },
    hardening: { networks: 'tiers', secrets: 'files' },
    observability: { metrics: true, otlpEndpoint: 'http://collector.example.com:4318' },
    services: {
      traefik: { socket: 'proxy', dashboard: 'basic-auth', basicAuthUser: 'keeper', compress: true, http3: true },
      nginx: {},
      django: { adminExposure: 'basic-auth', smtpHost: 'smtp.example.com' },
      worker: { results: true },
      mailpit: { exposure: 'basic-auth' },
      valkey: { persistence: 'aof' },
      backup: { offsite: 's3', endpoint: 'https://s3.example.com', bucket: 'copies', region: 'eu-central-1' },
      pgadmin: { exposure: 'basic-auth' },
    },
    containers: { shop: { exposure: 'basic-auth', route: '/shop' }, helper: { source: 'build', port: 9000 } },
  },
  socketless: {
    project: { domain: 'app.example.com' },
    tls: { mode: 'files' },
    hardening: { networks: 'data' },
    services: { traefik: { socket: 'none', dashboard: 'allowlist', dashboardAllow: ['10.0.0.1'] }, postgres: { version: '17-trixie' }, backup: {} },
  },
  production: {
    project: { domain: 'example.com', www: 'to-apex', aliases: ['example.net'] },
    tls: { mode: 'le-production', email: 'ops@example.com', challenge: 'dns', dnsProvider: 'route53', wildcard: true, profile: 'modern' },
    services: { traefik: { socket: 'none' } },
  },
  development: { project: { environment: 'development' }, services: { mailpit: {}, valkey: {}, worker: {}, pgadmin: {} } },
  'behind-proxy': {
    project: { domain: 'app.example.com', inFront: 'cloudflare' },
    tls: { mode: 'behind-proxy', trustedProxies: ['10.0.0.0/8'] },
    hardening: { secrets: 'files' },
  },
  shared: {
    project: { domain: 'app.example.com', www: 'to-apex' },
    services: { traefik: { entry: 'shared', sharedResolver: 'letsencrypt', loginAverage: 6 }, django: { adminExposure: 'basic-auth' } },
  },
};

export type DesignName = keyof typeof designs;
export const names = Object.keys(designs) as DesignName[];
/** The others are behind a Traefik that is not theirs; `edge/03-shared.test.ts` boots one. */
export const withTraefik = names.filter((name) => name !== 'shared');

/** The exports as they are on disk, and beside them what of each a person would push. */
export interface Exports {
  root: string;
  pushed: string;
  stacks: Record<DesignName, Stack>;
}

const port = (name: DesignName) => 28_900 + 2 * names.indexOf(name);

export async function exportAll(): Promise<Exports> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'base2-checked-'));
  const pushed = path.join(root, 'pushed');
  const stacks = {} as Record<DesignName, Stack>;
  for (const name of names) {
    const stack = await exported(root, name);
    await must('git', ['init', '--quiet'], { cwd: stack.dir });
    await must('git', ['add', '--all'], { cwd: stack.dir });
    await must('git', ['checkout-index', '--all', `--prefix=${path.join(pushed, name)}/`], { cwd: stack.dir });
    stacks[name] = stack;
  }
  return { root, pushed, stacks };
}

async function exported(root: string, name: DesignName): Promise<Stack> {
  const project = `b2e-check-${name}`;
  const dir = path.join(root, name);
  const file = path.join(root, `${name}.json`);
  const design: { project?: Record<string, unknown> } = designs[name];
  await writeFile(file, JSON.stringify({ version: 2, ...design, project: { ...design.project, name: project } }));
  await must('npm', ['run', '--silent', 'export', '--', file, '--out', dir], { cwd: repository });
  return new Stack({ project, folder: name, domain: '', httpPort: port(name), httpsPort: port(name) + 1, set: {}, secrets: {}, edits: {} }, dir);
}

/** The same export once more, to be changed and started: what only an owner has is filled in, ports are of this test. */
export async function bootable(stack: Stack): Promise<Stack> {
  const copy = new Stack(stack.design, `${stack.dir}-booted`);
  await cp(stack.dir, copy.dir, { recursive: true });
  await fillIn(copy);
  const { httpPort, httpsPort } = copy.design;
  await writeFile(copy.file('compose.override.yml'), `services:\n  traefik:\n    ports: !override\n      - "127.0.0.1:${httpPort}:8080"\n      - "127.0.0.1:${httpsPort}:8443"\n`);
  await writeFile(copy.file('.env'), (await copy.read('.env')).replace(/^COMPOSE_FILE=.*$/m, (line) => `${line}:compose.override.yml`));
  const traefik = copy.file('traefik/traefik.yml');
  await writeFile(traefik, (await readFile(traefik, 'utf8')).replace(/^(log:\n {2}level: ).*$/m, '$1DEBUG'));
  const certificates = copy.file('certificates');
  await mkdir(certificates, { recursive: true });
  const subject = ['-days', '30', '-subj', '/CN=app.example.com', '-addext', 'subjectAltName=DNS:app.example.com'];
  await must('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', ...subject, '-keyout', `${certificates}/site.key`, '-out', `${certificates}/site.crt`]);
  await must('chmod', ['644', `${certificates}/site.key`]);
  return copy;
}

/** Keys of a DNS provider and the like, which compose insists on. */
export async function fillIn(stack: Stack): Promise<void> {
  const required = new Set([...(await stack.read('local.docker.yml')).matchAll(/\$\{([A-Z0-9_]+):\?/g)].map(([, name]) => name));
  for (const file of ['.env', '.env.example']) {
    const text = await stack.read(file);
    await writeFile(stack.file(file), text.replace(/^([A-Z0-9_]+)=(''|"")?$/gm, (line, name: string) => (required.has(name) ? `${name}=filled-in` : line)));
  }
}

/** Files of all exports, relative to `pushed`. */
export async function files({ pushed }: Exports, wanted: (file: string) => boolean): Promise<string[]> {
  const all = await readdir(pushed, { recursive: true, withFileTypes: true });
  const found = all.filter((entry) => entry.isFile()).map((entry) => path.relative(pushed, path.join(entry.parentPath, entry.name)));
  return found.filter(wanted).sort();
}

/** The same, without those that an earlier export has with the same bytes under the same name. */
export async function distinct(exports: Exports, wanted: (file: string) => boolean): Promise<string[]> {
  const seen = new Map<string, string>();
  for (const file of await files(exports, wanted)) {
    const key = `${file.split('/').slice(1).join('/')}\n${await readFile(path.join(exports.pushed, file), 'utf8')}`;
    if (!seen.has(key)) seen.set(key, file);
  }
  return [...seen.values()];
}
