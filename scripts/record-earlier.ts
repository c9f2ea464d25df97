// Records what earlier generators exported, as the material of tests of upgrades: npx tsx scripts/record-earlier.ts
// Each commit's own command line writes the default design, with secrets that are the same in every run; the result is
// the same bytes whenever and wherever it is run. Needs the history of this repository.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { EarlierExports, EarlierFile } from '../bin/test-earlier';

const root = path.join(import.meta.dirname, '..');
const target = path.join(root, 'bin/earlier/exports.json.br');

/** What each stands for is told in bin/earlier/README.md. */
const commits = ['45e90bc', '55096c3'];

const SECRETS = ['API_DB_PASSWORD', 'DJANGO_DB_PASSWORD', 'DJANGO_SECRET_KEY', 'INTERNAL_API_TOKEN', 'JWT_SECRET', 'PGADMIN_DEFAULT_PASSWORD', 'POSTGRES_PASSWORD'];

/** Long enough for all that read them, and no secret of anybody. */
const secrets = Object.fromEntries(SECRETS.map((name) => [name, `ForTestsOnly${name.replaceAll('_', '')}`.padEnd(64, 'x')]));

function filesIn(folder: string): EarlierFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.flatMap((name) => {
    const file = path.join(folder, name);
    const stats = statSync(file);
    return stats.isDirectory() ? [] : [{ path: name, mode: (stats.mode & 0o777) as EarlierFile['mode'], text: readFileSync(file, 'utf8') }];
  });
}

function exportedAt(commit: string, scratch: string): EarlierFile[] {
  const checkout = path.join(scratch, commit);
  mkdirSync(checkout);
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1 << 30 });
  execFileSync('tar', ['-x', '-C', checkout], { input: archive });
  symlinkSync(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
  const given = path.join(scratch, 'secrets.json');
  writeFileSync(given, JSON.stringify(secrets));
  const out = path.join(scratch, `${commit}-export`);
  const command = existsSync(path.join(checkout, 'bin/base2.ts')) ? ['bin/base2.ts', 'export'] : ['bin/export.ts'];
  execFileSync('npx', ['tsx', ...command, '--secrets', given, '--out', out], { cwd: checkout, stdio: 'inherit' });
  return filesIn(out);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'base2-earlier-'));
try {
  const exported: EarlierExports = Object.fromEntries(commits.map((commit) => [commit, exportedAt(commit, scratch)]));
  const text = Buffer.from(JSON.stringify(exported));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
  console.log(`${path.relative(root, target)}: ${statSync(target).size} bytes`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
