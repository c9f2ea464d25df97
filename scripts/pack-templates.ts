// Packs `templates/` into one JSON file that the page fetches: a build product, not committed.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readTemplates } from '../lib/server/templates';

const root = path.join(import.meta.dirname, '..');
const target = path.join(root, 'public/templates.json');

const templates = await readTemplates(path.join(root, 'templates'));
await mkdir(path.dirname(target), { recursive: true });
await writeFile(`${target}.new`, JSON.stringify(templates));
await rename(`${target}.new`, target);
console.log(`Packed ${Object.keys(templates).length} templates into public/templates.json`);
