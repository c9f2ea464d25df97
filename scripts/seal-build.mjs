// After `next build`: the Content-Security-Policy names each inline script of the prerendered pages by its hash.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HASHES } from './lib/page-headers.mjs';
import { root } from './lib/steps.mjs';

const build = path.join(root, '.next');
const manifest = path.join(build, 'routes-manifest.json');
const pages = path.join(build, 'server/app');

/** The texts between `<script>` and `</script>`, as the browser hashes them. */
function inlineScripts(html) {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)].map(([, text]) => text);
}

const html = readdirSync(pages, { recursive: true }).filter((name) => name.endsWith('.html'));
const scripts = new Set(html.flatMap((name) => inlineScripts(readFileSync(path.join(pages, name), 'utf8'))));
const hashes = [...scripts].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).sort();

const text = readFileSync(manifest, 'utf8');
if (hashes.length === 0 || !text.includes(HASHES)) {
  console.error(`${path.relative(root, manifest)} has no place for the hashes of ${hashes.length} inline scripts: is scripts/lib/page-headers.mjs still used by next.config.js?`);
  process.exit(1);
}
writeFileSync(manifest, text.replaceAll(HASHES, hashes.join(' ')));
console.log(`Sealed: ${html.length} pages, ${hashes.length} inline scripts`);
