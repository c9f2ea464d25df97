import { fileURLToPath } from 'node:url';
import { BaseSequencer } from 'vitest/node';
import { defineConfig } from 'vitest/config';
import { ALWAYS } from '../../scripts/lib/rotation.mjs';

const minutes = (count: number) => count * 60_000;

/** Files run by name: what disturbs a stack (faults, restores) has a higher number than what looks at it. */
class ByName extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    return [...files].sort((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

const root = fileURLToPath(new URL('.', import.meta.url));
const waiting = { testTimeout: minutes(4), hookTimeout: minutes(10), teardownTimeout: minutes(5) };
const shared = ALWAYS.map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  root,
  test: {
    fileParallelism: false,
    pool: 'forks',
    sequence: { sequencer: ByName },
    reporters: ['verbose'],
    projects: [
      // The designs of designs.ts, booted once for all of these folders.
      { root, test: { name: 'shared', include: shared, globalSetup: ['support/global-setup.ts'], fileParallelism: false, pool: 'forks', ...waiting } },
      // Every other folder boots for itself what it looks at.
      { root, test: { name: 'own', include: ['*/**/*.test.ts'], exclude: [...shared, '**/node_modules/**'], fileParallelism: false, pool: 'forks', ...waiting } },
    ],
  },
});
