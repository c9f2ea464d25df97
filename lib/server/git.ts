import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { TargetError } from './write-export';

interface Run {
  readonly input?: string;
  readonly index?: string;
}

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

const MOST = 256 * 1024 * 1024;

/** Runs git without the variables of a caller that is itself a hook. @throws TargetError when there is no git. */
function git(folder: string, args: readonly string[], { input = '', index }: Run = {}): Ended {
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', GIT_INDEX_FILE: index };
  for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_PREFIX']) env[name] = undefined;
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: folder, env, input, encoding: 'utf8', maxBuffer: MOST });
  if (error) throw new TargetError(`git could not be started: ${error.message}`);
  return { status: status ?? -1, out: stdout, error: stderr.trim() };
}

function must(folder: string, args: readonly string[], run?: Run): string {
  const { status, out, error } = git(folder, args, run);
  if (status !== 0) throw new TargetError(`git ${args[0] ?? ''}: ${error}`);
  return out;
}

function withScratch<T>(work: (folder: string) => T): T {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'base2-git-'));
  try {
    return work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Changes in a folder that are not committed, a line each as `git status --porcelain` tells them.
 *
 * @throws TargetError when the folder is in no git repository.
 */
export function uncommitted(folder: string): readonly string[] {
  const { status, out } = git(folder, ['status', '--porcelain', '--', '.']);
  if (status === 0) return out.split('\n').filter(Boolean);
  throw new TargetError(`${folder} is in no git repository, so nothing could be taken back. Run there: git init && git add -A && git commit -m "As exported"`);
}

/** A content that the repository has had at any time, by its name; undefined when it never had it. */
export function blobText(folder: string, id: string): string | undefined {
  const { status, out } = git(folder, ['cat-file', 'blob', id]);
  return status === 0 ? out : undefined;
}

/** Where upgrades keep what was generated last: a tree, so that git does not take it for garbage. */
const ORIGIN_REF = 'refs/base2/generated';

/**
 * Keeps generated texts in the repository: where the working tree has its owner's edits, the next upgrade compares with
 * them. They are in this clone only.
 */
export function keepOrigin(folder: string, files: readonly { readonly path: string; readonly text: string }[]): void {
  withScratch((scratch) => {
    const names = files.map(({ text }, number) => {
      const name = path.join(scratch, String(number));
      writeFileSync(name, text);
      return name;
    });
    const ids = must(folder, ['hash-object', '-w', '--no-filters', '--stdin-paths'], { input: `${names.join('\n')}\n` }).trim().split('\n');
    const entries = files.map((file, number) => `100644 ${ids[number] ?? ''}\t${file.path}\n`);
    const index = path.join(scratch, 'index');
    must(folder, ['update-index', '--add', '--index-info'], { input: entries.join(''), index });
    must(folder, ['update-ref', ORIGIN_REF, must(folder, ['write-tree'], { index }).trim()]);
  });
}

export interface Versions {
  readonly origin: string;
  readonly yours: string;
  readonly generated: string;
}

/** Merges three versions of a text. Lines that both sides changed stand between markers, with the version in between. */
export function mergeTexts(versions: Versions): { readonly text: string; readonly conflicts: number } {
  return withScratch((scratch) => {
    for (const name of ['origin', 'yours', 'generated'] as const) writeFileSync(path.join(scratch, name), versions[name]);
    const labels = ['yours', 'generated before', 'generated now'].flatMap((label) => ['-L', label]);
    const { status, out, error } = git(scratch, ['merge-file', '-p', '--diff3', ...labels, 'yours', 'origin', 'generated']);
    // The number of conflicts, at most 127; what is above is an error: git-merge-file(1).
    if (status < 0 || status > 127) throw new TargetError(`git merge-file: ${error}`);
    return { text: out, conflicts: status };
  });
}
