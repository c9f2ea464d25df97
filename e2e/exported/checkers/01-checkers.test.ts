import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accepted } from './accepted';
import * as checkers from './checkers';
import * as engine from './engine';
import { exportAll, files, withTraefik, type Exports } from './exports';
import { compared, type Finding } from './findings';
import { installTools } from './tools';

const templates = fileURLToPath(new URL('../../../templates', import.meta.url));
const well = { unexplained: [], noLongerFound: [] };
let exports: Exports;

beforeAll(async () => {
  await installTools();
  exports = await exportAll();
}, 1_500_000);
afterAll(() => rm(exports.root, { recursive: true, force: true }));

const isTraefik = (file: string) => /^[^/]+\/traefik\/.*\.yml$/.test(file);
const isStatic = (file: string) => file.endsWith('/traefik/traefik.yml');

async function schemas(): Promise<Finding[]> {
  const of = (name: string, wanted: (file: string) => boolean) => checkers.schema(exports, name, wanted);
  return [
    ...(await of('compose-spec.json', (file) => file.endsWith('.docker.yml') || file.endsWith('.devcontainer/compose.yml'))),
    ...(await of('traefik-v3.json', isStatic)),
    ...(await of('traefik-v3-file-provider.json', (file) => isTraefik(file) && !isStatic(file))),
    ...(await of('vendor.github-workflows', (file) => file.includes('/.github/workflows/'))),
    ...(await of('vendor.dependabot', (file) => file.endsWith('/.github/dependabot.yml'))),
  ];
}

const all: Record<string, (found: Exports) => Promise<Finding[]>> = {
  compose: engine.composeConfig,
  'check-jsonschema': schemas,
  dclint: checkers.dclint,
  hadolint: checkers.hadolint,
  checkov: checkers.checkov,
  actionlint: checkers.actionlint,
  zizmor: checkers.zizmor,
  gitleaks: checkers.gitleaks,
  bandit: checkers.bandit,
  ruff: checkers.ruff,
  shellcheck: checkers.shellcheck,
  yamllint: checkers.yamllint,
  'dotenv-linter': checkers.dotenvLinter,
  squawk: checkers.squawk,
  nginx: engine.nginxTest,
  gixy: engine.gixy,
  markdownlint: checkers.markdownlint,
  lychee: checkers.lychee,
};

describe('The designs that are checked', () => {
  it('ship every template file', async () => {
    const shipped = new Set((await files(exports, () => true)).map((file) => file.split('/').slice(1).join('/')));
    const own = (await readdir(templates, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.relative(templates, path.join(entry.parentPath, entry.name)));
    const target = (file: string) => file.replace(/^_root\//, '').replace(/^container\//, 'containers/helper/').replaceAll(/(^|\/)_(?!_)/g, '$1.');
    // Parts of README.md, SECURITY.md and docs/deploy.md, not files.
    const sections = (file: string) => /^(?:deploy|readme|security)\//.test(file);
    expect(own.filter((file) => !sections(file) && !shipped.has(target(file)))).toEqual([]);
  });
});

describe('Independent checkers find nothing but what is accepted in accepted.ts', () => {
  it('of which each entry is of a checker that runs, and has its reason', () => {
    const entries = accepted.filter(({ tool, reason }) => !(tool in all || tool === 'traefik') || reason.length < 20);
    expect(entries).toEqual([]);
  });

  it.each(Object.keys(all))('%s', async (name) => {
    expect(compared(name, (await all[name]?.(exports)) ?? [])).toEqual(well);
  }, 300_000);

  it('traefik loads every pair of a static and a dynamic file', async () => {
    const found: Finding[] = [];
    for (const name of withTraefik) found.push(...(await engine.traefik(exports, name)));
    expect(compared('traefik', found)).toEqual(well);
  }, 900_000);
});
