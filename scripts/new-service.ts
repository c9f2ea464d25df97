// `npm run new:service ID`: a folder for a service, its test, and its two lines in the registry.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const id = process.argv[2] ?? '';

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

if (!/^[a-z][a-z0-9-]{1,30}$/.test(id)) stop('Name the service: npm run new:service valkey (lower-case letters, digits and -)');
const folder = path.join(root, 'lib/services', id);
if (existsSync(folder)) stop(`lib/services/${id} exists already`);

const constant = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const schemaName = constant.charAt(0).toUpperCase() + constant.slice(1);
const registryFile = path.join(root, 'lib/services/index.ts');

/** Replaces exactly one place. */
function replaceOnce(text: string, pattern: RegExp, replacement: string): string {
  if (text.match(new RegExp(pattern, 'gm'))?.length !== 1) stop(`lib/services/index.ts has changed its shape: add ${id} by hand`);
  return text.replace(pattern, replacement);
}

const registry = await readFile(registryFile, 'utf8');
const imported = replaceOnce(registry, /^import \{ defineRegistry \} from '\.\.\/kit\/service';$/m, `$&\nimport { ${constant} } from './${id}';`);
const key = constant === id ? id : `'${id}': ${constant}`;
const registered = replaceOnce(imported, /defineRegistry\(\{ (.*) \}\)/, `defineRegistry({ $1, ${key} })`);

const index = (await readFile(path.join(import.meta.dirname, 'new-service/index.ts.txt'), 'utf8'))
  .replaceAll('__ID__', id)
  .replaceAll('__CONSTANT__', constant)
  .replaceAll('__SCHEMA__', schemaName)
  .replaceAll('__VARIABLE__', id.replaceAll('-', '_').toUpperCase());
const test = (await readFile(path.join(import.meta.dirname, 'new-service/test.ts.txt'), 'utf8'))
  .replaceAll('__ID__', id)
  .replaceAll('__CONSTANT__', constant);

await mkdir(folder);
await writeFile(path.join(folder, 'index.ts'), index);
await writeFile(path.join(folder, `${id}.test.ts`), test);
await writeFile(registryFile, registered);
console.log(`lib/services/${id} is there and registered. npm run unit says what is missing.`);
