import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventually, must, run } from '../support/run';
import type { Stack } from '../support/stack';
import { designOf, exported, override, selfSigned, start, type Served } from './booting';

const IMAGE = 'ghcr.io/letsencrypt/pebble:2';
/** Seconds: less than the month before the end in which Traefik renews. */
const TWENTY_DAYS = 1_728_000;

/** Where Traefik listens inside its container; Pebble asks there in place of ports 80 and 443. */
const CONFIG = {
  pebble: {
    listenAddress: '0.0.0.0:14000', managementListenAddress: '0.0.0.0:15000',
    certificate: '/conf/pebble.crt', privateKey: '/conf/pebble.key',
    httpPort: 8080, tlsPort: 8443,
    certificateValidityPeriod: TWENTY_DAYS,
    profiles: { default: { description: 'twenty days', validityPeriod: TWENTY_DAYS } },
  },
};

/** Settings of a design that asks Pebble. */
export const asksPebble = { 'tls.email': 'ops@example.com', 'tls.acmeDirectory': 'https://pebble:14000/dir', 'tls.acmeCaFile': 'true' };

/** The authority that signs Pebble's own certificate, where the README says that it belongs. */
export async function preparePebble(stack: Stack): Promise<void> {
  const folder = path.join(path.dirname(stack.dir), 'pebble');
  await mkdir(folder, { recursive: true });
  await selfSigned(folder, 'pebble', 'pebble');
  await writeFile(path.join(folder, 'config.json'), JSON.stringify(CONFIG));
  await chmod(path.join(folder, 'pebble.key'), 0o644);
  await copyFile(path.join(folder, 'pebble.crt'), stack.file('certificates/acme-ca.crt'));
}

export const byPebble = ({ issuer }: Served) => issuer.startsWith('Pebble');

/** Everything up to a certificate; the site's name leads to Traefik as DNS would. */
export async function issuing(project: string, port: number, set: Record<string, string>, fillIn?: (stack: Stack) => Promise<void>): Promise<Stack> {
  const stack = await exported(designOf(project, `${project}.test`, port, { ...asksPebble, ...set }), undefined, fillIn);
  await override(stack, `services:\n  traefik:\n    networks:\n      main:\n        aliases: [${project}.test]\n`);
  await preparePebble(stack);
  await start(stack, 'react-app');
  return stack;
}

/** Let's Encrypt's test server on the network of the stack. Each one has a root of its own. */
export async function startPebble(stack: Stack, name: string, ...args: string[]): Promise<void> {
  const folder = path.join(path.dirname(stack.dir), 'pebble');
  const network = (await stack.environment()).NETWORK_NAME ?? '';
  await must('docker', [
    ...['run', '-d', '--name', `${stack.project}-${name}`, '--network', network, '--network-alias', 'pebble'],
    ...['-e', 'PEBBLE_VA_NOSLEEP=1', '-e', 'PEBBLE_WFE_NONCEREJECT=0', '-v', `${folder}:/conf:ro`, IMAGE, '-config', '/conf/config.json', ...args],
  ]);
  await eventually('Pebble to listen', async () => {
    const { stdout, stderr } = await run('docker', ['logs', `${stack.project}-${name}`]);
    return /listening on/i.test(stdout + stderr) ? true : undefined;
  });
}

export async function stopHelpers(stack: Stack | undefined, ...names: string[]): Promise<void> {
  if (stack) await run('docker', ['rm', '-f', ...names.map((name) => `${stack.project}-${name}`)]);
}
