import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    environment: 'node',
    globalSetup: 'bin/test-scratch.ts',
    include: ['{lib,components,bin,scripts,proof,bench}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'e2e/**', 'templates/**'],
    // Reading the generator's modules anew for each file took longer than the tests; none of them changes a module.
    isolate: false,
    // Properties and child processes share two cores with everything else on a developer's machine.
    testTimeout: 20_000,
  },
});
