// `npm run bench:stack`: boots the default export and the specification's own snippets, one after the other, measures
// both with the export's own scripts/bench, and writes docs/bench.json. Nothing else should run meanwhile.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const repository = path.join(import.meta.dirname, '..');
const SCRIPTS = ['bench', 'lib/common.sh', 'lib/bench.py'];

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

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

/** Less is better but for requests per second. */
function isAhead({ unit, value }: Figure, other: number): boolean {
  return unit === '/s' ? value >= other : value <= other;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'base2-bench-'));
try {
  const theirs = new Map(measured(snippets(folder)).map(({ name, value }) => [name, value]));
  const rows = measured(exported(folder)).map((figure) => ({ ...figure, snippets: theirs.get(figure.name) ?? null }));
  writeFileSync(path.join(repository, 'docs/bench.json'), `${JSON.stringify({ cpus: os.cpus().length, rows }, null, 2)}\n`);
  const width = Math.max(...rows.map(({ name }) => name.length));
  console.log(`${''.padEnd(width)} ${'export'.padStart(9)} ${'snippets'.padStart(9)}`);
  for (const row of rows) {
    const mark = row.snippets === null ? '' : isAhead(row, row.snippets) ? 'ahead' : 'behind';
    console.log(`${row.name.padEnd(width)} ${String(row.value).padStart(9)} ${String(row.snippets ?? '-').padStart(9)} ${row.unit.padEnd(4)} ${mark}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
