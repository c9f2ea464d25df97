// What the project's own commands share: install, build, find a browser. Plain Node, because nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');

const OLDEST_NODE = [20, 9];

/** Stops with a sentence when this Node is too old for Next.js. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Node ${process.versions.node} is too old: install ${OLDEST_NODE.join('.')} or newer from https://nodejs.org`);
  process.exit(2);
}

/** Runs a command with this terminal; true when it ended with 0. */
export function run(command, args, environment = {}, cwd = root) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...environment } });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

function mustRun(what, command, args, environment) {
  console.log(`\n▸ ${what}`);
  if (run(command, args, environment)) return;
  console.error(`${what}: failed; see above`);
  process.exit(1);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Installs dependencies when there are none or the lock file has changed since. */
export function ensureInstalled() {
  const stamp = path.join(root, 'node_modules/.base2-lock');
  const wanted = createHash('sha256').update(read(path.join(root, 'package-lock.json'))).digest('hex');
  if (read(stamp) === wanted) return;
  mustRun('Installing dependencies', 'npm', ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

const SOURCES = ['app', 'components', 'lib', 'templates', 'public', 'scripts/pack-templates.ts', 'scripts/seal-build.mjs', 'scripts/lib/inline-scripts.mjs', 'scripts/lib/page-headers.mjs', 'next.config.js', 'package-lock.json', 'tsconfig.json'];
const NOT_SOURCE = new Set(['node_modules', 'dist', '__pycache__', '.pytest_cache', '.ruff_cache', '.venv', 'coverage', 'templates.json']);

function filesBelow(name) {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  const entries = readdirSync(path.dirname(full), { withFileTypes: true }).filter((entry) => entry.name === path.basename(full));
  if (!entries[0]?.isDirectory()) return [name];
  return readdirSync(full).filter((child) => !NOT_SOURCE.has(child)).flatMap((child) => filesBelow(path.join(name, child)));
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const name of SOURCES.flatMap(filesBelow).sort()) hash.update(name).update('\0').update(readFileSync(path.join(root, name)));
  return hash.digest('hex');
}

/** Builds the site when there is no build or a source has changed since. */
export function ensureBuilt() {
  const stamp = path.join(root, '.next/base2-build');
  const wanted = sourceHash();
  if (existsSync(path.join(root, 'public/templates.json')) && read(stamp) === wanted) return;
  mustRun('Building', 'npm', ['run', '--silent', 'build'], { NEXT_TELEMETRY_DISABLED: '1' });
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

/** A Chromium for the browser tests: Playwright's own, else the system's, else Debian's package. */
export async function ensureChromium() {
  const system = () => process.env.CHROMIUM ?? onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']);
  const known = (await playwrightsOwn()) ?? system();
  if (known) return known;
  console.log('\n▸ Installing a Chromium for the browser tests');
  if (run('npx', ['playwright', 'install', 'chromium'])) return await playwrightsOwn();
  console.log("Playwright's own cannot be had here; trying Debian's package");
  if (onPath(['apt-get'])) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { DEBIAN_FRONTEND: 'noninteractive' });
  }
  const installed = system();
  if (installed) return installed;
  console.error('No Chromium could be found or installed. Install one and name it: CHROMIUM=/path/to/chromium npm test');
  process.exit(1);
}
