import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parsed, draftOf } from '../stack/test-stacks';
import { exportOf, type Exported } from './test-export';

interface Update {
  readonly 'package-ecosystem': string;
  readonly directories?: readonly string[];
}

/** What an ecosystem looks for in a folder (file_fetcher.rb of each in dependabot-core). */
const MANIFESTS: Record<string, RegExp> = { docker: /^\.Dockerfile$/, pip: /^requirements.*\.txt$/, npm: /^package\.json$/ };

const designs = {
  'the default': parsed(draftOf({})),
  'the Traefik of the host': parsed(draftOf({}, { traefik: { entry: 'shared' } })),
  'all that is built': parsed({ ...draftOf({}, { backup: { offsite: 's3', endpoint: 'https://s3.example.com', bucket: 'copies' }, worker: {}, valkey: {} }), containers: { helper: { source: 'build' } } }),
};

const pattern = (directory: string) => new RegExp(`^${directory.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);

function foldersWith(exported: Exported, manifest: RegExp): string[] {
  const found = exported.files.map(({ path }) => path.split('/')).filter((parts) => manifest.test(parts.at(-1) ?? ''));
  return [...new Set(found.map((parts) => `/${parts.slice(0, -1).join('/')}`))];
}

describe.each(Object.entries(designs))('Dependabot, of a design with %s,', (_, stack) => {
  const exported = exportOf(stack);
  const { updates } = parse(exported.text('.github/dependabot.yml')) as { updates: Update[] };
  const directoriesOf = (ecosystem: string) => updates.find((each) => each['package-ecosystem'] === ecosystem)?.directories ?? [];

  test.each(Object.entries(MANIFESTS))('looks at every folder with something for %s', (ecosystem, manifest) => {
    const looked = directoriesOf(ecosystem).map(pattern);
    expect(foldersWith(exported, manifest).filter((folder) => !looked.some((each) => each.test(folder)))).toEqual([]);
  });

  test.each(Object.entries(MANIFESTS))('is not sent to a folder without anything for %s', (ecosystem, manifest) => {
    const there = foldersWith(exported, manifest);
    expect(directoriesOf(ecosystem).filter((directory) => !directory.includes('*') && !there.includes(directory))).toEqual([]);
  });
});
