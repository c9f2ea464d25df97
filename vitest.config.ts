import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    environment: 'node',
    include: ['{lib,components,bin,scripts,proof}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'e2e/**', 'templates/**'],
    // Properties and child processes share two cores with everything else on a developer's machine.
    testTimeout: 20_000,
  },
});
