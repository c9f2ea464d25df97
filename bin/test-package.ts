import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { scratch } from './test-scratch';

const root = path.join(import.meta.dirname, '..');
const run = promisify(execFile);

/** What packing reads; the build goes beside it, so that several runs at once do not meet. */
const READ = ['tsconfig.json', 'bin', 'lib', 'scripts', 'templates', 'node_modules'];

/** What goes into the package as it is; npm packs no links. */
const PACKED = ['package.json', 'README.md'];

export interface Packed {
  readonly tarball: string;
  /** Where it is unpacked: nothing of this checkout is above it. */
  readonly folder: string;
  /** The command. */
  readonly command: string;
}

async function pack(): Promise<Packed> {
  const home = await mkdtemp(path.join(scratch(), 'packed-'));
  const staged = path.join(home, 'staged');
  await mkdir(staged);
  for (const name of PACKED) await copyFile(path.join(root, name), path.join(staged, name));
  for (const name of READ) await symlink(path.join(root, name), path.join(staged, name));
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', home], { cwd: staged });
  const tarball = path.join(home, stdout.trim().split('\n').at(-1) ?? '');
  await run('tar', ['-xzf', tarball, '-C', home]);
  const folder = path.join(home, 'package');
  const { bin } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { bin: { base2: string } };
  return { tarball, folder, command: path.join(folder, bin.base2) };
}

let made: Promise<Packed> | undefined;

/** The package as `npm pack` makes it, once for all tests of a run. */
export function packed(): Promise<Packed> {
  made ??= pack();
  return made;
}
