// After `next build`: the Content-Security-Policy names each inline script of the prerendered pages by its hash.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scriptsBelow } from './lib/inline-scripts.mjs';
import { HASHES } from './lib/page-headers.mjs';
import { root } from './lib/steps.mjs';

const build = path.join(root, '.next');
const { pages, hashes } = scriptsBelow(path.join(build, 'server/app'));

/** Where the server takes its headers from; a build that stands alone has a copy of its own. */
const manifests = [path.join(build, 'routes-manifest.json'), path.join(build, 'standalone/.next/routes-manifest.json')].filter((file, index) => index === 0 || existsSync(file));

for (const manifest of manifests) {
  const text = readFileSync(manifest, 'utf8');
  if (hashes.length === 0 || !text.includes(HASHES)) {
    console.error(`${path.relative(root, manifest)} has no place for the hashes of ${hashes.length} inline scripts: is scripts/lib/page-headers.mjs still used by next.config.js?`);
    process.exit(1);
  }
  writeFileSync(manifest, text.replaceAll(HASHES, hashes.join(' ')));
}
console.log(`Sealed: ${pages.length} pages, ${hashes.length} inline scripts`);
