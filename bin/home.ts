import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Templates } from '../lib/kit/file-tree';
import { readTemplates } from '../lib/server/templates';

// `bin/` in the repository, `dist/` in the package: both lie beside package.json.
const here = path.dirname(fileURLToPath(import.meta.url));
const packed = path.join(here, 'templates.json');

/** What ships: one file in the package, the folder in the repository. */
export async function templatesOfThisVersion(): Promise<Templates> {
  if (existsSync(packed)) return JSON.parse(await readFile(packed, 'utf8')) as Templates;
  return readTemplates(path.join(here, '../templates'));
}
