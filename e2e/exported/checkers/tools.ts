import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { step } from '../support/install';

const list = path.join(import.meta.dirname, 'versions.json');
const { pypi, npm, go } = JSON.parse(await readFile(list, 'utf8')) as Record<'pypi' | 'npm' | 'go', Record<string, string>>;
const place = path.join(os.tmpdir(), `base2-checkers-${createHash('sha256').update(await readFile(list)).digest('hex').slice(0, 12)}`);

/** Brings many packages in exact versions, and so has an environment of its own. */
const alone = 'checkov';

async function python(folder: string, packages: [string, string][]): Promise<void> {
  await step('a Python environment', 'python3', ['-m', 'venv', folder]);
  for (const [name, version] of packages) {
    await step(`${name} ${version}`, path.join(folder, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`]);
  }
}

/** Once into a folder that is complete or not there: what is in the middle of being installed has another name. */
async function whole(name: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const folder = path.join(place, name);
  const mark = path.join(folder, 'complete');
  if (existsSync(mark)) return;
  await rm(folder, { recursive: true, force: true });
  await fill(folder);
  await writeFile(mark, '');
}

/** Installs all checkers in the versions of `versions.json`; which one fails is in the message. */
export async function installTools(): Promise<void> {
  await whole('pypi', (folder) => python(folder, Object.entries(pypi).filter(([name]) => name !== alone)));
  await whole(alone, (folder) => python(folder, [[alone, pypi[alone] ?? '']]));
  await whole('npm', async (folder) => {
    for (const [name, version] of Object.entries(npm)) await step(`${name} ${version}`, 'npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--save-exact', `${name}@${version}`]);
  });
  await whole('go', async (folder) => {
    for (const [name, version] of Object.entries(go)) await step(`${name} ${version}`, 'go', ['install', `${name}@${version}`], { GOBIN: folder });
  });
}

const kinds = { pypi: 'pypi/bin', checkov: 'checkov/bin', npm: 'npm/node_modules/.bin', go: 'go' };

/** Where a program of a checker is. */
export const tool = (kind: keyof typeof kinds, program: string) => path.join(place, kinds[kind], program);
