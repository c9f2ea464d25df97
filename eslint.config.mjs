import { readdirSync } from 'node:fs';
import next from 'eslint-config-next';
import tseslint from 'typescript-eslint';

/** Who may import whom (DESIGN.md): imports point down only, types included. */
const ZONES = [
  { target: './lib/kit', from: ['./lib', './components', './app'], except: ['./kit'] },
  { target: './lib/services', from: ['./lib', './components', './app'], except: ['./kit', './services'] },
  { target: './lib/container', from: ['./lib', './components', './app'], except: ['./kit', './container'] },
  { target: './lib/stack', from: ['./lib', './components', './app'], except: ['./kit', './services', './container', './stack'] },
  { target: './lib/generator', from: ['./lib', './components', './app'], except: ['./kit', './stack', './generator'] },
  { target: './lib/exposure', from: ['./lib', './components', './app'], except: ['./kit', './exposure'] },
  { target: './lib/audit', from: ['./lib', './components', './app'], except: ['./kit', './services', './container', './stack', './exposure', './audit'] },
  { target: './lib/editor', from: ['./lib', './components', './app'], except: ['./kit', './services', './stack', './editor'] },
  { target: './lib/share', from: ['./lib', './components', './app'], except: ['./kit', './stack', './share'] },
  { target: './lib/upgrade', from: ['./lib', './components', './app'], except: ['./kit', './upgrade'] },
  { target: './lib/import', from: ['./lib', './components', './app'], except: ['./kit', './services', './container', './stack', './generator', './export', './import'] },
  { target: './lib/report', from: ['./lib/server', './components', './app', './bin'] },
  { target: './lib/export', from: ['./lib', './components', './app'], except: ['./kit', './export'] },
  { target: './components', from: ['./lib/server', './app', './templates'] },
].flatMap(({ target, from, except }) =>
  from.map((source) => ({ target, from: source, ...(except && source === './lib' ? { except } : {}), message: 'Imports point down only: see DESIGN.md and the README.' })),
);

const SERVICE_IDS = readdirSync(new URL('./lib/services', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** A service never imports another one: they meet through capabilities. */
const SERVICE_ZONES = SERVICE_IDS.map((id) => ({
  target: `./lib/services/${id}`,
  from: './lib/services',
  except: [`./${id}`],
  message: 'Services never name each other: use a capability.',
}));

const eslintConfig = [
  { ignores: ['.next/**', '.static/**', 'dist/**', 'out/**', 'node_modules/**', 'templates/*', '!templates/react-app', 'templates/react-app/*', '!templates/react-app/*.ts', 'public/**', 'test-results/**', 'playwright-report/**', 'next-env.d.ts', 'coverage/**'] },
  ...next,
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'import/no-cycle': 'error',
      'import/no-restricted-paths': ['error', { zones: [...ZONES, ...SERVICE_ZONES] }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    // Tests look at the whole from outside; what ships may not.
    files: ['**/*.test.ts', '**/test-*.ts', '**/*.spec.ts', 'e2e/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/no-dynamic-delete': 'off', 'import/no-restricted-paths': 'off' },
  },
  { files: ['lib/**/*.ts'], ignores: ['lib/server/**', 'lib/**/*.test.ts', 'lib/**/test-*.ts'], rules: { 'no-restricted-globals': ['error', 'window', 'document', 'process', 'localStorage', 'crypto'] } },
];

export default eslintConfig;
