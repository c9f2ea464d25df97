// `npm run bench:stack`: boots the default export and the specification's own snippets, one after the other, measures
// both with the export's own scripts/bench, and writes docs/bench.json and its section of docs/verified.md. Nothing else
// should run meanwhile.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rewritePage } from '../scripts/lib/verified.mjs';
import { compared, type Figure } from './standing';

const repository = path.join(import.meta.dirname, '..');
const SCRIPTS = ['bench', 'lib/common.sh', 'lib/bench.py'];

function must(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, error } = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `exit ${status}`}\n${stdout}`);
  return stdout;
}

function exported(folder: string): string {
  const target = path.join(folder, 'export');
  const settings = ['project.name=base2-export', 'services.traefik.bindAddress=127.0.0.1'];
  must('npm', ['run', '--silent', 'export', '--', ...settings.flatMap((setting) => ['--set', setting]), '--out', target], repository);
  return target;
}

/** The snippets with the script that measures them. */
function snippets(folder: string): string {
  const target = path.join(folder, 'snippets');
  cpSync(path.join(import.meta.dirname, 'snippets'), target, { recursive: true });
  renameSync(path.join(target, 'snippets.env'), path.join(target, '.env'));
  const env = readFileSync(path.join(target, '.env'), 'utf8');
  writeFileSync(path.join(target, '.env'), env.replace(/^(RATE_LIMIT_(?:AVERAGE|BURST))=.*$/gm, '$1=1000000'));
  for (const name of SCRIPTS) cpSync(path.join(repository, 'templates/_root/scripts', name), path.join(target, 'scripts', name));
  chmodSync(path.join(target, 'scripts/bench'), 0o755);
  return target;
}

function measured(folder: string): Figure[] {
  return JSON.parse(must('scripts/bench', ['--json'], folder)) as Figure[];
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'base2-bench-'));
try {
  const theirs = measured(snippets(folder));
  const rows = compared(measured(exported(folder)), theirs);
  const record = path.join(repository, 'docs/bench.json');
  const when = new Date().toISOString().slice(0, 16).replace('T', ' ');
  writeFileSync(record, `${JSON.stringify({ when, cpus: os.cpus().length, rows }, null, 2)}\n`);
  rewritePage(path.join(repository, 'docs/verified.json'), path.join(repository, 'docs/verified.md'), record);
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`${''.padEnd(width)} ${'export'.padStart(9)} ${'snippets'.padStart(9)}`);
  for (const { name, value, snippets: other, unit, verdict, why } of rows)
    console.log(`${name.padEnd(width)} ${String(value).padStart(9)} ${String(other ?? '-').padStart(9)} ${unit.padEnd(4)} ${why ? `${verdict}: ${why}` : verdict}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
