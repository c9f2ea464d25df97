// docs/verified.md: what was booted together, when, and with what result. A run renews the rows of what it took.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What a program of an image says of its own version, whatever its tag claims. */
const asking = {
  traefik: ['traefik', 'version'],
  postgres: ['postgres', '--version'],
  python: ['python', '--version'],
  node: ['node', '--version'],
  'nginxinc/nginx-unprivileged': ['nginx', '-v'],
  'valkey/valkey': ['valkey-server', '--version'],
  'tecnativa/docker-socket-proxy': ['haproxy', '-v'],
};

const said = (program, args) => {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
  return `${stdout ?? ''}\n${stderr ?? ''}`;
};

const versionIn = (text) => /\d+\.\d+(\.\d+)*/.exec(text)?.[0] ?? '';

function ofItself(image) {
  const [program, ...args] = asking[image.replace(/:[^:/]*$/, '')] ?? [];
  return program ? versionIn(said('docker', ['run', '--rm', '--network', 'none', '--entrypoint', program, image, ...args])) : '';
}

export const emptyRecord = () => ({ parts: {}, designs: {}, images: {}, engine: {} });

/**
 * @param {ReturnType<typeof emptyRecord>} record what earlier runs left
 * @param {{file: string, seconds: number, passed: number, failed: number, skipped: number, shares?: string}[]} parts of this run
 * @param {{project: string, images: string[]}[]} boots of this run
 */
export function renewed(record, parts, boots, when, askVersion = ofItself) {
  const images = { ...record.images };
  for (const image of new Set(boots.flatMap((boot) => boot.images))) images[image] = askVersion(image);
  return {
    ...record,
    images,
    parts: { ...record.parts, ...Object.fromEntries(parts.map(({ file, ...result }) => [file, { ...result, when }])) },
    designs: { ...record.designs, ...Object.fromEntries(boots.map(({ project, images: used }) => [project, { images: used, when }])) },
  };
}

const byKey = (object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
const row = (...cells) => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(...heads), row(...heads.map(() => '---')), ...rows].join('\n');

/**
 * What `npm run bench:stack` measured last, as a section of the page.
 * @param {{when: string, cpus: number, rows: {name: string, value: number, unit: string, snippets: number | null, verdict: string, why?: string}[]} | undefined} bench
 */
function speedOf(bench) {
  if (!bench) return '';
  const rows = bench.rows.map(({ name, value, snippets, unit, verdict, why }) => row(name, `${value} ${unit}`, snippets === null ? '' : `${snippets} ${unit}`, why ? `${verdict}: ${why}` : verdict));
  return `
## Speed

The default export, and the specification's own snippets repaired only as far as needed to start (\`bench/snippets/\`), measured one after the other by the export's own \`scripts/bench\` with \`npm run bench:stack\` (${bench.when} UTC, ${bench.cpus} processors).

${table(['What', 'Export', 'Snippets', ''], rows)}
`;
}

/** The page; the same for the same record. */
export function pageOf(record, bench) {
  const parts = byKey(record.parts).map(([file, { when, seconds, passed, failed, skipped, shares }]) => row(`\`${file}\`${shares ? ` (${shares})` : ''}`, when, seconds, passed, failed, skipped));
  const together = new Map();
  for (const [project, { images, when }] of byKey(record.designs)) {
    const key = images.map((image) => `\`${image}\``).join(' ');
    together.set(key, [...(together.get(key) ?? []), `${project} (${when.slice(0, 10)})`]);
  }
  const sum = (key) => Object.values(record.parts).reduce((total, part) => total + part[key], 0);
  return `# Verified

Written by \`npm run test:stack\`: what was exported, built and booted together, when, and with what result. A run of a part renews its own rows. Seconds are those of the machine that ran it, which may have had other work to do.

Docker Engine ${record.engine.docker ?? '?'}, Compose ${record.engine.compose ?? '?'}, Node ${record.engine.node ?? '?'}. In all rows: ${sum('passed')} passed, ${sum('failed')} failed.

## Test files

${table(['File', 'When (UTC)', 'Seconds', 'Passed', 'Failed', 'Skipped'], parts)}

## Booted together

${table(['Images', 'Designs'], [...together].sort().map(([images, projects]) => row(images, projects.join(', '))))}

## What the programs say of themselves

A tag is a promise; this is what answered.

${table(['Image', 'Version'], byKey(record.images).filter(([, version]) => version).map(([image, version]) => row(`\`${image}\``, version)))}
${speedOf(bench)}`;
}

const readIf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** Reads, renews and writes the record and its page. */
export function writeVerified(data, page, parts, facts, bench) {
  const record = readIf(data) ?? emptyRecord();
  const boots = existsSync(facts) ? readFileSync(facts, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
  const next = renewed(record, parts, boots, new Date().toISOString().slice(0, 16).replace('T', ' '));
  next.engine = {
    docker: said('docker', ['version', '--format', '{{.Server.Version}}']).trim(),
    compose: said('docker', ['compose', 'version', '--short']).trim(),
    node: process.versions.node,
  };
  writeFileSync(data, `${JSON.stringify(next, null, 2)}\n`);
  writeFileSync(page, pageOf(next, readIf(bench)));
}

/** Writes the page anew from the record as it is: after a bench. */
export function rewritePage(data, page, bench) {
  writeFileSync(page, pageOf(readIf(data) ?? emptyRecord(), readIf(bench)));
}
