// slices: 20
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Client } from '../support/http';
import { provideImages } from '../support/images';
import { must, run, tell } from '../support/run';
import { sharesOf } from '../support/slices';
import { Stack } from '../support/stack';
import { pairDesigns, type PairDesign } from './designs';
import { probe } from './probe';
import { hostOf, namesOf, unbooted } from './values';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const { designs, summary } = await pairDesigns();
const only = process.env.PAIRWISE?.split(',').map(Number);
const mine = sharesOf('pairwise/01-boot.test.ts', 20, designs).filter(({ number }) => !only || only.includes(number));
const root = await mkdtemp(path.join(os.tmpdir(), 'base2-pairwise-'));
const PORT = 28_100;

afterAll(() => rm(root, { recursive: true, force: true }));

console.log(`pairwise: ${summary}; this run takes ${mine.map(({ number }) => number).join(' ')}`);

/** The design in a folder, with what its owner has to add, and the ports of this test. */
async function exported({ number, values, draft }: PairDesign): Promise<Stack> {
  const project = `b2e-pair-${number}`;
  const folder = path.join(root, project);
  const file = path.join(root, `${project}.json`);
  await mkdir(root, { recursive: true });
  await writeFile(file, JSON.stringify({ ...draft, project: { ...(draft.project as object), name: project } }));
  await must('npm', ['run', '--silent', 'export', '--', file, '--out', folder], { cwd: repository });
  const domain = hostOf(values);
  const stack = new Stack({ project, folder, domain, httpPort: Number(values.get('services.traefik.httpPort')), httpsPort: Number(values.get('services.traefik.httpsPort')), set: {}, secrets: {}, edits: {} }, folder);
  await writeFile(stack.file('.env'), filledIn(await stack.read('.env')));
  await writeFile(stack.file('.env.example'), filledIn(await stack.read('.env.example')));
  if (values.get('services.traefik.entry') === 'own') await publishOnOurPorts(stack);
  if (values.get('hardening.secrets') === 'files') await fillInFiles(stack);
  if (values.get('tls.mode') === 'files') await ownCertificate(stack, namesOf(values));
  return stack;
}

/** In the user's own override file; a design without a Traefik of its own publishes nothing. */
async function publishOnOurPorts(stack: Stack): Promise<void> {
  const ports = [`127.0.0.1:${PORT}:8080`, `127.0.0.1:${PORT + 1}:8443`];
  await writeFile(stack.file('compose.override.yml'), `services:\n  traefik:\n    ports: !override\n${ports.map((each) => `      - "${each}"\n`).join('')}`);
  await writeFile(stack.file('.env'), (await stack.read('.env')).replace(/^COMPOSE_FILE=.*$/m, (line) => `${line}:compose.override.yml`));
}

/** An empty value under a comment that tells the owner to fill it in: the keys of a store, the password of a relay. */
const toFillIn = /^((?:#.*\n)*#.*\bFill it in\b.*\n(?:#.*\n)*)([A-Z0-9_]+)=(?:''|"")?$/gm;

const filledIn = (env: string) => env.replace(toFillIn, '$1$2=filled-in');

/** The same where each secret has a file of its own. */
async function fillInFiles(stack: Stack): Promise<void> {
  for (const [, , name = ''] of (await stack.read('secrets.example')).matchAll(toFillIn)) await writeFile(stack.file(`secrets/${name}`), 'filled-in\n');
}

/** What a person puts into certificates/. */
async function ownCertificate(stack: Stack, names: readonly string[]): Promise<void> {
  await mkdir(stack.file('certificates'), { recursive: true });
  await must('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`, '-keyout', stack.file('certificates/site.key'), '-out', stack.file('certificates/site.crt')]);
  await must('chmod', ['644', stack.file('certificates/site.key')]);
}

async function down(stack: Stack): Promise<void> {
  await stack.compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '10']);
  await rm(stack.dir, { recursive: true, force: true });
}

describe.each(mine.map((design) => [design.number, design] as const))('pairwise design %i', (_number, design) => {
  it('is exported, and compose has nothing to say about it, with the example file neither', async () => {
    const stack = await exported(design);
    const config = await stack.compose(['config', '-q']);
    expect([config.code, config.stdout, config.stderr], tell(config)).toEqual([0, '', '']);
    const example = await run('docker', ['compose', '--env-file', '.env.example', '-f', 'local.docker.yml', 'config', '-q'], { cwd: stack.dir });
    expect([example.code, example.stdout, example.stderr], tell(example)).toEqual([0, '', '']);
    await rm(stack.dir, { recursive: true });
  });

  const reason = unbooted(design.values);
  it.skipIf(reason !== undefined)(reason ?? 'boots, and does what its settings say', async () => {
    const stack = await exported(design);
    await provideImages(stack);
    try {
      const up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '300'], { timeoutMs: 1_200_000 });
      const logs = up.code === 0 ? [] : await Promise.all([...(await stack.containers()).keys()].map(async (service) => `--- ${service}\n${(await stack.logs(service)).split('\n').slice(-10).join('\n')}`));
      expect(up.code, [tell(up), ...logs, JSON.stringify(design.draft)].join('\n')).toBe(0);
      const { domain, httpPort, httpsPort } = stack.design;
      const client = new Client({ scheme: 'https', host: domain, port: httpsPort, connectTo: PORT + 1 });
      const plain = new Client({ scheme: 'http', host: domain, port: httpPort, connectTo: PORT });
      const wrong = await probe(stack, design.values, client, plain);
      expect(wrong, `${wrong.join('\n\n')}\n${JSON.stringify(design.draft)}`).toEqual([]);
    } finally {
      await down(stack);
    }
  }, 1_500_000);
});
