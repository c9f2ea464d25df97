import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { serviceIds } from './services';

const root = path.join(import.meta.dirname, '..');

/** Tests speak of services, and so do the designs that people start from. */
const EXCEPTED = /\.test\.tsx?$|\/test-[\w-]+\.tsx?$|^lib\/stack\/presets(\.ts$|\/)/;

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !EXCEPTED.test(file));
}

/** Words of other languages that are spelled like the id of a service. */
const OTHER_WORDS: readonly { readonly file: string; readonly literal: string; readonly meaning: string }[] = [
  { file: 'lib/kit/images.ts', literal: "'traefik'", meaning: 'name of an image' },
  { file: 'lib/kit/images.ts', literal: "'postgres'", meaning: 'name of an image' },
  { file: 'lib/kit/images.ts', literal: "'valkey/valkey'", meaning: 'name of an image' },
  { file: 'lib/kit/capabilities.ts', literal: "'api'", meaning: 'a kind of route' },
  { file: 'lib/services/traefik/dynamic-config.ts', literal: "'api'", meaning: 'a kind of route' },
  { file: 'lib/services/traefik/routers.ts', literal: "'api'", meaning: 'a kind of route' },
  { file: 'lib/services/traefik/audit.ts', literal: "'api'", meaning: "a part of Traefik's static file" },
  { file: 'components/panels/code/language.ts', literal: "'nginx'", meaning: 'a language to highlight' },
];

// Two slashes behind a colon belong to an address.
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;,{(])\/\/.*$/gm, '$1');
}

/** `'postgres'`, and what begins with it: `'postgres:5432'`, `'api>postgres:sql'`, `'http://api/x'`; not the scheme `postgres://`. */
function literalsOf(id: string, text: string): string[] {
  return text.match(new RegExp(`(['"\`])(https?://)?${id}((?!://)[/:.>-][^'"\`\\n]*)?\\1`, 'g')) ?? [];
}

/** Where a service is named that should not be. */
function namings(file: string, text: string): string[] {
  const code = withoutComments(text);
  return serviceIds
    .filter((id) => !file.startsWith(`lib/services/${id}/`))
    .flatMap((id) => literalsOf(id, code))
    .filter((literal) => !OTHER_WORDS.some((word) => word.file === file && word.literal === literal))
    // The registry has one key that must be quoted.
    .filter((literal) => file !== 'lib/services/index.ts' || !text.includes(`${literal}: `))
    .map((literal) => `${file}: ${literal}`);
}

describe('the id of a service', () => {
  const files = ['lib', 'components', 'app'].flatMap(sources);

  test('is looked for where code is', () => {
    for (const file of ['lib/generator/compose.ts', 'components/canvas/canvas.tsx', 'app/page.tsx']) expect(files).toContain(file);
  });

  test('stands in its own folder only', () => {
    expect(files.flatMap((file) => namings(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });

  test.each([
    ['components/x.tsx', `if (id === 'postgres')`],
    ['lib/generator/x.ts', 'const host = "redis"; const db = "postgres";'],
    ['app/x.ts', 'fetch(`http://api/health`)'],
    ['lib/services/django/x.ts', `to('postgres:5432')`],
    ['lib/stack/x.ts', `'api>postgres:sql'`],
  ])('would be found in %s: %s', (file, text) => {
    expect(namings(file, text)).not.toEqual([]);
  });

  test.each([
    ['lib/services/postgres/schema.ts', `'postgres'`],
    ['components/x.tsx', `'the apiary of postgresql'`],
    ['lib/kit/x.ts', "/** `postgres:18` */ // 'api'"],
    ['lib/kit/x.ts', '`postgres://${user}`'],
  ])('is not seen in %s: %s', (file, text) => {
    expect(namings(file, text)).toEqual([]);
  });
});
