import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { designOf, exported, remove, setLine, start } from '../data/booting';
import { freshPage, launchBrowser } from '../support/browser';
import { eventually, must, shellEnvironment } from '../support/run';
import type { Stack } from '../support/stack';

const gate = { user: 'keeper', password: 'gate-Aa1-gate-Aa1' };
const PORTS = { API: 27_200, DJANGO: 27_201, POSTGRES: 27_202 };
const design = {
  ...designOf('develop-watch', 27_100, {
    'services.django.adminExposure': 'basic-auth',
    'services.traefik.basicAuthUser': gate.user,
    'services.nginx': 'true',
    'services.pgadmin': 'false',
    'hardening.networks': 'tiers',
  }),
  secrets: { TRAEFIK_PASSWORD: gate.password },
};
const origin = `https://${design.domain}:${design.httpsPort}`;

let stack: Stack;
let watching: ChildProcess | undefined;
let browser: Browser | undefined;
let said = '';

/** A person saves a file. */
async function edit(name: string, from: string, to: string): Promise<void> {
  const text = await readFile(stack.file(name), 'utf8');
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  await writeFile(stack.file(name), text.replace(from, () => to));
}

/** Starts `docker compose watch` on the stack that runs, and waits until it watches. */
async function watch(): Promise<void> {
  watching = spawn('docker', ['compose', '--ansi', 'never', 'watch', '--no-up'], { cwd: stack.dir, env: shellEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const stream of [watching.stdout, watching.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  await eventually('docker compose watch to be ready', async () => {
    if (/Watch enabled/i.test(said)) return true;
    throw new Error(said);
  }, 120_000);
}

/** The whole group: docker runs compose as a process of its own. One that has ended by itself has said why. */
function unwatch(): void {
  if (watching?.pid && watching.exitCode === null) process.kill(-watching.pid, 'SIGINT');
  watching = undefined;
}

const started = async (service: string) => (await stack.container(service)).Name + (await must('docker', ['inspect', '-f', '{{.State.StartedAt}}', (await stack.container(service)).Name])).stdout;
const behindTheGate = { headers: { authorization: `Basic ${Buffer.from(`${gate.user}:${gate.password}`).toString('base64')}` } };

beforeAll(async () => {
  stack = await exported(design);
  await setLine(stack, 'COMPOSE_FILE', 'local.docker.yml:development.docker.yml');
  for (const [name, port] of Object.entries(PORTS)) await setLine(stack, `DEVELOPMENT_${name}_PORT`, String(port));
  await start(stack);
  await watch();
  browser = await launchBrowser(design.domain);
}, 1_800_000);
afterAll(async () => {
  unwatch();
  await browser?.close();
  await remove(stack);
});

describe('Development: what is saved is what runs, under the public address', () => {
  it('the page changes in the browser without being loaded again, under its policy', async ({ skip }) => {
    if (!browser) return skip('no Chromium on this machine');
    const { page, complaints } = await freshPage(browser);
    await page.goto(`${origin}/`);
    await page.getByText('Base2', { exact: true }).first().waitFor();
    await page.evaluate('window.stillTheSame = true');
    await edit('react-app/src/components/header.tsx', '<span>Base2</span>', '<span>Saved just now</span>');
    await page.getByText('Saved just now').waitFor();
    expect(await page.evaluate('window.stillTheSame')).toBe(true);
    await eventually('a change of the style sheet', () => restyled(page));
    expect(complaints).toEqual([]);
  });

  async function restyled(page: Page): Promise<true | undefined> {
    const css = await readFile(stack.file('react-app/src/styles.css'), 'utf8');
    if (!css.includes('rgb(1, 2, 3)')) await writeFile(stack.file('react-app/src/styles.css'), `${css}\n.brand { outline-color: rgb(1, 2, 3) !important; }\n`);
    return (await page.evaluate('getComputedStyle(document.querySelector(".brand")).outlineColor')) === 'rgb(1, 2, 3)' ? true : undefined;
  }

  it('the API answers with the new code, in the same container', async () => {
    const before = await started('api');
    expect(JSON.parse((await stack.https().get('/api/health')).body)).toMatchObject({ service: 'api' });
    await edit('api/app/models/health.py', 'service: Literal["api"] = "api"', 'service: str = "saved"');
    await eventually('the new answer', async () => ((await stack.https().get('/api/health')).body.includes('"saved"') ? true : undefined));
    expect(await started('api')).toBe(before);
  });

  it('Django answers with the new code, in the same container', async () => {
    const before = await started('django');
    const heading = async (word: string) => ((await stack.https().get('/admin/login/', behindTheGate)).body.includes(word) ? true : undefined);
    await eventually('the admin', () => heading('Administration'));
    await edit('django/users/admin.py', '"Administration"', '"Saved workshop"');
    await eventually('the new heading', () => heading('Saved workshop'));
    expect(await started('django')).toBe(before);
  });

  it('an error in saved code is told, and the next save mends it', async () => {
    await edit('api/app/models/health.py', 'service: str = "saved"', 'service: str = (');
    await eventually('the error in the log', async () => (/was never closed|SyntaxError/.test(await stack.logs('api')) ? true : undefined));
    await edit('api/app/models/health.py', 'service: str = (', 'service: str = "mended"');
    await eventually('the mended answer', async () => ((await stack.https().get('/api/health')).body.includes('"mended"') ? true : undefined));
  });
});

describe('Development: packages', () => {
  it('a changed list of packages builds the image anew and replaces the container', async () => {
    const before = await started('api');
    await edit('api/requirements.txt', '# This file', '# Saved. This file');
    await eventually('a new container', async () => ((await started('api')) === before ? undefined : true), 200_000);
    await eventually('its answer', async () => ((await stack.https().get('/api/health')).body.includes('"mended"') ? true : undefined));
  });
});

describe('Development: what is open, and to whom', () => {
  it('publishes on the loopback address only, with the database reachable there', async () => {
    for (const [name, { HostConfig }] of await stack.containers()) {
      for (const { HostIp } of Object.values(HostConfig.PortBindings ?? {}).flat()) expect(HostIp, name).toBe('127.0.0.1');
    }
    for (const port of Object.values(PORTS)) await must('bash', ['-c', `exec 3<>/dev/tcp/127.0.0.1/${port}`]);
  });

  it('shows the debug toolbar in the admin and the documentation of the API', async () => {
    expect((await stack.https().get('/admin/login/', behindTheGate)).body).toContain('djDebug');
    const docs = await must('curl', ['-sf', `http://127.0.0.1:${PORTS.API}/api/docs`]);
    expect(docs.stdout).toContain('swagger');
  });

  it('prints mails', async () => {
    const sent = await stack.exec('django', ['python', 'manage.py', 'sendtestemail', 'someone@example.com']);
    expect(sent.stdout).toContain('To: someone@example.com');
  });

  it('keeps all hardening', async () => {
    for (const [name, { HostConfig, Config }] of await stack.containers()) {
      expect([HostConfig.ReadonlyRootfs, HostConfig.CapDrop, HostConfig.Privileged, HostConfig.SecurityOpt], name).toEqual([true, ['ALL'], false, ['no-new-privileges:true']]);
      if (name !== 'traefik') expect(Config.User, name).toMatch(/^[1-9]\d*:[1-9]\d*$/);
      expect(HostConfig.Memory, name).toBeGreaterThan(0);
    }
  });
});

describe('Development: the way back', () => {
  it('local.docker.yml alone is production again: no development server, no toolbar in the image, no port', async () => {
    unwatch();
    await setLine(stack, 'COMPOSE_FILE', 'local.docker.yml');
    await start(stack);
    expect((await stack.https().get('/')).body).not.toContain('@vite/client');
    expect(JSON.parse((await stack.https().get('/api/health')).body)).toMatchObject({ service: 'mended' });
    expect((await stack.exec('django', ['python', '-c', 'import debug_toolbar'])).stderr).toContain('ModuleNotFoundError');
    expect((await stack.exec('api', ['touch', '/app/x'])).code).not.toBe(0);
    const publishers = [...(await stack.containers())].filter(([, { HostConfig }]) => Object.keys(HostConfig.PortBindings ?? {}).length > 0);
    expect(publishers.map(([name]) => name)).toEqual(['traefik']);
  });
});
