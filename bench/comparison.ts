import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { measure, type Result } from './measure';

const PACKAGE = '@better-t-stack/template-generator';
const VERSION = '3.44.1';

/** The choices of a plain full-stack project in that tool. */
const CONFIG = {
  projectName: 'bench', projectDir: '/virtual', relativePath: './virtual', database: 'sqlite', orm: 'drizzle', backend: 'hono',
  runtime: 'bun', frontend: ['tanstack-router'], addons: ['turborepo'], examples: [], auth: 'better-auth', payments: 'none',
  git: false, packageManager: 'bun', install: false, dbSetup: 'none', api: 'trpc', webDeploy: 'none', serverDeploy: 'none',
};

interface Generator {
  generate(options: unknown): Promise<{ status: string; value?: { fileCount: number } }>;
  EMBEDDED_TEMPLATES: unknown;
}

/** Another generator of whole projects, measured in the same run. It is installed outside this repository. */
export async function comparison(): Promise<Result[]> {
  const folder = path.join(os.tmpdir(), `base2-bench-${VERSION}`);
  mkdirSync(folder, { recursive: true });
  const installed = spawnSync('npm', ['install', '--prefix', folder, '--no-fund', '--no-audit', '--silent', `${PACKAGE}@${VERSION}`]);
  if (installed.status !== 0) {
    console.log(`${PACKAGE} could not be installed: no comparison in this run\n`);
    return [];
  }
  const entry = path.join(folder, 'node_modules', PACKAGE, 'dist/index.mjs');
  const other = (await import(pathToFileURL(entry).href)) as Generator;
  const options = { config: CONFIG, templates: other.EMBEDDED_TEMPLATES };
  const first = await other.generate(options);
  if (!first.value) throw new Error(`${PACKAGE} generated nothing: ${first.status}`);
  return [await measure(`${PACKAGE}, ${first.value.fileCount} files`, 30, () => other.generate(options), 'for comparison')];
}
