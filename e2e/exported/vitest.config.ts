import { fileURLToPath } from 'node:url';
import { BaseSequencer } from 'vitest/node';
import { defineConfig } from 'vitest/config';

const minutes = (count: number) => count * 60_000;

/** Files run by name: what disturbs a stack (faults, restores) has a higher number than what looks at it. */
class ByName extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    return [...files].sort((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    include: ['standard/**/*.test.ts', 'together/**/*.test.ts', 'exposed/**/*.test.ts', 'socketless/**/*.test.ts', 'data/**/*.test.ts'],
    globalSetup: ['support/global-setup.ts'],
    fileParallelism: false,
    pool: 'forks',
    sequence: { sequencer: ByName },
    testTimeout: minutes(4),
    hookTimeout: minutes(10),
    teardownTimeout: minutes(5),
    reporters: ['verbose'],
  },
});
