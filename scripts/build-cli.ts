// Builds what `npm pack` packs: the command line with all that it needs in a few files, so that `npx` installs nothing else.
import { chmod, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { readTemplates } from '../lib/server/templates';

// npm runs this in the folder that it packs.
const root = process.cwd();
const target = path.join(root, 'dist');

await rm(target, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['bin/base2.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Some of what is bundled is CommonJS and asks for Node's own modules by `require`.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
});

/** Folders of the packages that ended up in the bundle. */
function packagesIn(inputs: Readonly<Record<string, unknown>>): string[] {
  const folders = Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, 'package.json'), 'utf8')) as Record<string, string>;
  const file = (await readdir(path.join(root, folder))).find((each) => /^licen[cs]e/i.test(each));
  return `${name} ${version} (${license})\n\n${file ? (await readFile(path.join(root, folder, file), 'utf8')).trim() : ''}\n`;
}

await chmod(path.join(target, 'base2.mjs'), 0o755);
await writeFile(path.join(target, 'templates.json'), JSON.stringify(await readTemplates(path.join(root, 'templates'))));
await writeFile(path.join(target, 'LICENSES.txt'), (await Promise.all(packagesIn(metafile.inputs).map(licenceOf))).join(`\n${'-'.repeat(80)}\n\n`));
