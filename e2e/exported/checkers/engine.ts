import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { imageOf, provideImages } from '../support/images';
import { eventually, must, run, sleep, tell } from '../support/run';
import type { Stack } from '../support/stack';
import { bootable, fillIn, names, type Exports } from './exports';
import { short, type Finding } from './findings';
import { tool } from './tools';

/** What compose prints about a file that it only has to read. */
export async function composeConfig(exports: Exports): Promise<Finding[]> {
  const overlays = [['local.docker.yml'], ['local.docker.yml', 'development.docker.yml'], ['local.docker.yml', 'development.docker.yml', '.devcontainer/compose.yml']];
  const found: Finding[] = [];
  for (const name of names) {
    const stack = exports.stacks[name];
    await fillIn(stack);
    for (const overlay of overlays) {
      for (const env of ['.env', '.env.example']) {
        const { code, stdout, stderr } = await run('docker', ['compose', '--env-file', env, ...overlay.flatMap((file) => ['-f', file]), '--profile', '*', 'config', '-q'], { cwd: stack.dir });
        if (code !== 0 || stdout + stderr !== '') found.push({ tool: 'compose', rule: env, file: overlay.join(' + '), message: short(`${code} ${stdout}${stderr}`) });
      }
    }
  }
  return found;
}

type Nginx = 'react-app' | 'nginx';

/** The configuration that nginx reads once its image has filled in the templates; nginx tests it before it prints it. */
async function rendered(stack: Stack, service: Nginx): Promise<{ text: string; said: string }> {
  await fillIn(stack);
  await provideImages(stack, service);
  const image = await imageOf(stack, 'nginxinc/nginx-unprivileged');
  const variables = { NGINX_PORT: '8080', REACT_APP_PORT: '8080', NGINX_UPSTREAM: 'react-app:8080', NGINX_READ_TIMEOUT: '10s', NGINX_ENVSUBST_FILTER: '^(NGINX|REACT_APP)_' };
  const mounts = ['nginx.conf', 'templates'].flatMap((file) => ['-v', `${stack.file(`${service}/${service === 'nginx' ? '' : 'nginx/'}${file}`)}:/etc/nginx/${file}:ro`]);
  const { stdout, stderr } = await must('docker', [
    ...['run', '--rm', '--network', 'none', '--user', '101:101', '--tmpfs', '/etc/nginx/conf.d:uid=101,gid=101', ...mounts],
    ...Object.entries(variables).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
    ...[image, 'nginx', '-T'],
  ]);
  return { text: stdout.slice(stdout.indexOf('# configuration file')), said: stderr };
}

async function eachNginx(exports: Exports, look: (service: string, config: { text: string; said: string }) => Promise<Finding[]>): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const name of names) {
    for (const service of ['react-app', 'nginx'] as const) {
      if (service === 'nginx' && name !== 'everything') continue;
      found.push(...(await look(service, await rendered(exports.stacks[name], service))));
    }
  }
  return found;
}

export function nginxTest(exports: Exports): Promise<Finding[]> {
  return eachNginx(exports, async (service, { said, text }) => {
    if (!said.includes('test is successful') || !text.includes('server {')) throw new Error(said);
    const bad = said.split('\n').filter((line) => /\[(?:warn|error|crit|alert|emerg)\]/.test(line));
    return bad.map((line) => ({ tool: 'nginx', rule: '-t', file: service, message: short(line) }));
  });
}

export function gixy(exports: Exports): Promise<Finding[]> {
  return eachNginx(exports, async (service, { text }) => {
    const file = path.join(exports.root, `${service}.nginx.conf`);
    await writeFile(file, text);
    const outcome = await run(tool('pypi', 'gixy'), ['-f', 'json', file], { cwd: exports.root });
    if (outcome.code > 1) throw new Error(tell(outcome));
    const report = JSON.parse(outcome.stdout) as Record<string, unknown>[];
    return report.map(({ plugin, summary }) => ({ tool: 'gixy', rule: String(plugin), file: service, message: short(String(summary)) }));
  });
}

/** What may come later: another dynamic file in the place of the first, and one beside it. */
const later = { 'traefik/development.yml': 'dynamic.yml', 'traefik/maintenance.yml': 'maintenance.yml' };

interface LogLine {
  level?: string;
  message?: string;
  providerName?: string;
  error?: string;
}

async function logOf(stack: Stack): Promise<LogLine[]> {
  return (await stack.logs('traefik')).split('\n').filter(Boolean).map((line) => (line.startsWith('{') ? (JSON.parse(line) as LogLine) : { level: 'error', message: line }));
}

/**
 * Authorities and collectors of the internet are not there; `acme/` and `observed/` boot these with one. A Traefik that
 * was compiled without the pages of its dashboard says so, which says nothing of a file of ours.
 */
const isElsewhere = ({ providerName = '', message = '', error = '' }: LogLine) => providerName.endsWith('acme') || /ACME|traces export|appending dashboard/.test(message) || error.includes('collector.example.com');

/** A real Traefik takes each pair of a static and a dynamic file; what it warns of is a finding. */
export async function traefik(exports: Exports, name: (typeof names)[number]): Promise<Finding[]> {
  const stack = await bootable(exports.stacks[name]);
  const loaded = async () => (await logOf(stack)).filter(({ message, providerName }) => message?.startsWith('Configuration received') && providerName === 'file').length;
  try {
    await provideImages(stack, 'traefik');
    await stack.mustCompose(['up', '-d', '--build', '--wait', 'traefik']);
    await eventually('the first configuration', async () => ((await loaded()) > 0 ? true : undefined));
    for (const [file, as] of Object.entries(later)) {
      const before = await loaded();
      await copyFile(stack.file(file), stack.file(`traefik/traefik-config/${as}`));
      await eventually(file, async () => ((await loaded()) > before ? true : undefined));
      await sleep(1000);
    }
    const bad = (await logOf(stack)).filter((line) => ['warn', 'error', 'fatal', 'panic'].includes(line.level ?? '') && !isElsewhere(line));
    return bad.map(({ level = '', message = '', error = '' }) => ({ tool: 'traefik', rule: level, file: name, message: short(`${message} ${error}`) }));
  } finally {
    await stack.compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '5']);
  }
}
