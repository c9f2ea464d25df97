// The hashes by which a Content-Security-Policy names the inline scripts of prerendered pages.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The texts between `<script>` and `</script>`, as the browser hashes them. */
function inlineScripts(html) {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)].map(([, text]) => text);
}

/** All pages below a folder, and the hashes of their inline scripts as the policy spells them. */
export function scriptsBelow(folder) {
  const pages = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html')).map((name) => path.join(folder, name));
  const texts = new Set(pages.flatMap((page) => inlineScripts(readFileSync(page, 'utf8'))));
  const hashes = [...texts].map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`).sort();
  return { pages, hashes };
}
