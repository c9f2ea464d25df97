import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import type { Design } from '../designs';
import { exportDesign } from '../support/export';
import { provideImages } from '../support/images';
import { eventually, run, tell } from '../support/run';
import { removeSources } from '../support/source';
import { Stack } from '../support/stack';

export function designOf(project: string, domain: string, httpPort: number, set: Record<string, string>): Design {
  return {
    project, folder: project, domain, httpPort, httpsPort: httpPort + 1,
    set: {
      'project.name': project,
      'project.domain': domain,
      'services.traefik.httpPort': String(httpPort),
      'services.traefik.httpsPort': String(httpPort + 1),
      'services.traefik.bindAddress': '127.0.0.1',
      'services.pgadmin': 'false',
      ...set,
    },
    secrets: {}, edits: {},
  };
}

/** Exports a design, over an earlier export of it when there is one; `fillIn` is what its owner does first. */
export async function exported(design: Design, earlier?: Stack, fillIn?: (stack: Stack) => Promise<void>): Promise<Stack> {
  const root = earlier ? path.dirname(earlier.dir) : await mkdtemp(path.join(os.tmpdir(), 'base2-acme-'));
  const stack = new Stack(design, path.join(root, design.folder));
  const outcome = await exportDesign(design, stack.dir, root, earlier ? ['--force'] : []);
  if (outcome.code !== 0) throw new Error(tell(outcome));
  await fillIn?.(stack);
  await provideImages(stack);
  return stack;
}

/** Starts services with what they depend on. */
export async function start(stack: Stack, ...services: string[]) {
  const up = await stack.compose(['up', '-d', '--build', '--wait', '--wait-timeout', '240', ...services], { timeoutMs: 900_000 });
  if (up.code !== 0) throw new Error(`${tell(up)}\n${(await stack.compose(['logs', '--tail', '20'])).stdout}`);
}

export async function remove(stack: Stack | undefined): Promise<void> {
  if (!stack) return;
  await removeSources(stack);
  await stack.compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '10']);
  await rm(path.dirname(stack.dir), { recursive: true, force: true });
}

/** A compose file of the user's own beside the export (S15). */
export async function override(stack: Stack, text: string) {
  await writeFile(stack.file('compose.override.yml'), text);
  const env = await stack.read('.env');
  await writeFile(stack.file('.env'), env.replace(/^COMPOSE_FILE=.*$/m, 'COMPOSE_FILE=local.docker.yml:compose.override.yml'));
}

export interface Served {
  issuer: string;
  serial: string;
  names: string;
  days: number;
  trusted: boolean;
}

/** The certificate that a browser would get; `trusted` says whether it follows from `ca`. */
export function served(stack: Stack, ca?: string, servername = stack.design.domain): Promise<Served> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port: stack.design.httpsPort, servername, rejectUnauthorized: false, ...(ca && { ca }) }, () => {
      const peer = socket.getPeerCertificate();
      const days = (Date.parse(peer.valid_to) - Date.parse(peer.valid_from)) / 86_400_000;
      resolve({ issuer: String(peer.issuer?.CN ?? ''), serial: peer.serialNumber, names: peer.subjectaltname ?? '', days, trusted: socket.authorized });
      socket.end();
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error('no handshake in time')));
    socket.on('error', reject);
  });
}

/** Waits for a certificate that `fits`. */
export function whenServed(stack: Stack, what: string, fits: (one: Served) => boolean): Promise<Served> {
  return eventually(what, async () => {
    const one = await served(stack);
    return fits(one) ? one : undefined;
  }, 90_000);
}

export async function openssl(...args: string[]): Promise<string> {
  const outcome = await run('openssl', args);
  if (outcome.code !== 0) throw new Error(tell(outcome));
  return outcome.stdout;
}

/** A certificate for one name, signed by itself; nobody but its test believes it. */
export async function selfSigned(folder: string, name: string, domain: string, ...more: string[]): Promise<void> {
  await openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', path.join(folder, `${name}.key`),
    '-out', path.join(folder, `${name}.crt`), '-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${domain}`, ...(more.length > 0 ? more : ['-days', '30']));
}
