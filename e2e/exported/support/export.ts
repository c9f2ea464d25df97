import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Design } from '../designs';
import { run, type Outcome } from './run';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** The command line as a person uses it; `out` ends in `.zip` for an archive. */
export async function exportDesign(design: Design, out: string, scratch: string, more: string[] = []): Promise<Outcome> {
  const secrets = path.join(scratch, `${design.project}.secrets.json`);
  await writeFile(secrets, JSON.stringify(design.secrets), { mode: 0o600 });
  const settings = Object.entries(design.set).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  return run('npm', ['run', '--silent', 'export', '--', ...settings, ...more, '--secrets', secrets, '--out', out], { cwd: repository });
}
