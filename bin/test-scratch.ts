import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const NAME = 'BASE2_TEST_SCRATCH';

/** A folder for whatever tests write, outside of the repository. */
export function scratch(): string {
  const folder = process.env[NAME];
  if (!folder) throw new Error('vitest.config.ts makes the folder');
  return folder;
}

/** Run by Vitest before all tests; what it gives back runs after them, also when a worker was ended. */
export default function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'base2-tests-'));
  process.env[NAME] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
