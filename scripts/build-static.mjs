// `npm run build:static [FOLDER]`: the designer as files for any file server, without the HTTP API. Into out/.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scriptsBelow } from './lib/inline-scripts.mjs';
import { HASHES, pageHeaders } from './lib/page-headers.mjs';
import { checkNode, ensureInstalled, root, run } from './lib/steps.mjs';

const target = path.resolve(process.argv[2] ?? path.join(root, 'out'));

// Built beside the sources, which have an API that files cannot have, and beside .next, which `npm start` serves.
const copy = path.join(root, '.static');
const SOURCES = ['app', 'components', 'lib', 'public', 'scripts', 'next.config.js', 'package.json', 'tsconfig.json'];

const stop = (message) => {
  console.error(message);
  process.exit(1);
};

function build() {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy);
  for (const name of SOURCES) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  rmSync(path.join(copy, 'app/api'), { recursive: true });
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  if (!run(process.execPath, [next, 'build'], { BASE2_OUTPUT: 'export', NEXT_TELEMETRY_DISABLED: '1' }, copy)) stop('The static build failed; see above');
}

/** The policy of the page, with the hashes of this build: `header` for servers that send headers, `meta` for the page itself. */
function policies(hashes) {
  const all = pageHeaders(false).find(({ source }) => source === '/:path*').headers.map(({ key, value }) => [key, value.replaceAll(HASHES, hashes.join(' '))]);
  const policy = all.find(([key]) => key === 'Content-Security-Policy')[1];
  // These hosts send one policy with all files, and a worker, which has no policy for Trusted Types, obeys it: theirs
  // stand in the page alone.
  const forFiles = policy.replace(/; require-trusted-types-for .*?; trusted-types [^;]*/, '');
  const headers = all.map(([key, value]) => [key, key === 'Content-Security-Policy' ? forFiles : value]);
  // A page cannot say of itself who may frame it; browsers complain when it tries.
  return { headers, meta: policy.replace(/frame-ancestors [^;]*; ?/, '') };
}

function seal(folder) {
  const { pages, hashes } = scriptsBelow(folder);
  const { headers, meta } = policies(hashes);
  for (const page of pages) {
    const html = readFileSync(page, 'utf8');
    const sealed = html.replace(/<head>/, `<head><meta http-equiv="Content-Security-Policy" content="${meta}"/>`);
    if (sealed === html) stop(`${page} has no <head> to put the policy into`);
    writeFileSync(page, sealed);
  }
  // Netlify, Cloudflare Pages and others send what stands in a file of this name.
  writeFileSync(path.join(folder, '_headers'), `/*\n${headers.map(([key, value]) => `  ${key}: ${value}\n`).join('')}\n/_next/static/*\n  Cache-Control: public, max-age=31536000, immutable\n`);
  console.log(`Sealed: ${pages.length} pages, ${hashes.length} inline scripts`);
}

checkNode();
ensureInstalled();
if (!run('npm', ['run', '--silent', 'templates'])) stop('The templates could not be packed');
build();
seal(path.join(copy, 'out'));
rmSync(target, { recursive: true, force: true });
mkdirSync(path.dirname(target), { recursive: true });
cpSync(path.join(copy, 'out'), target, { recursive: true });
rmSync(copy, { recursive: true, force: true });
console.log(`Serve ${path.relative(process.cwd(), target) || '.'} with any file server`);
