import { MOST_PACKED, unzipTexts } from '../lib/export/unzip';
import { uncommitted } from '../lib/server/git';
import { planUpgrade, type Upgrade } from '../lib/server/upgrade-folder';
import type { Stack } from '../lib/stack';
import type { Step } from '../lib/upgrade';
import { bytesOf, isFolder } from './design';
import { UsageError } from './errors';
import { earlierOf, filesOf } from './exporting';

const LEFT = 'left as it is';

/** What a person can do about a file that was left. */
const HINTS: Readonly<Partial<Record<Step['what'], string>>> = {
  'in the way': 'rename yours, and upgrade again',
  'without its origin': 'both of you changed it, and what was generated before is not in this repository: name the zip of the last export with --from',
};

/** What is done with a file, in words. */
export function stepWords(step: Step): string {
  if (step.what === 'conflict') return `${step.conflicts} ${step.conflicts === 1 ? 'conflict' : 'conflicts'}, marked in the file`;
  const hint = HINTS[step.what];
  return step.kind === 'leave' ? `${LEFT}: ${step.what}${hint ? ` (${hint})` : ''}` : step.what;
}

/** An upgrade as a person reads it, a line each; empty when there is none. */
export function upgradeText({ steps, variables, private: own, records }: Upgrade): string {
  const part = (title: string, lines: readonly string[]) => (lines.length === 0 ? '' : `${title}\n${lines.join('\n')}\n`);
  const named = (names: readonly string[] | undefined, what: string) => (names && names.length > 0 ? [`    ${what}: ${names.join(', ')}`] : []);
  return [
    part('Files', steps.map((step) => `  ${step.path}  ${stepWords(step)}`)),
    part('On this machine only', [...own.map(({ path }) => `  ${path}`), ...named(variables?.added, 'new'), ...named(variables?.changed, 'set to what the design says'), ...named(variables?.gone, 'no longer used, and left there')]),
    part('What the repository is', records.map(({ path }) => `  ${path}`)),
  ].join('');
}

export const isNothing = ({ steps, private: own, records }: Upgrade) => steps.length === 0 && own.length === 0 && records.length === 0;
export const hasConflicts = ({ steps }: Upgrade) => steps.some(({ what }) => what === 'conflict');

async function zipped(file: string | undefined): Promise<ReadonlyMap<string, string> | undefined> {
  if (file === undefined) return undefined;
  const unzipped = unzipTexts(await bytesOf(file, MOST_PACKED, 'zip of an export'));
  if (!unzipped.ok) throw new UsageError(`${file}: ${unzipped.message}`);
  return unzipped.texts;
}

/** @throws UsageError when it is no folder, or one that could not be taken back. */
export async function mustBeUpgradable(folder: string): Promise<void> {
  if (!(await isFolder(folder))) throw new UsageError(`Name the exported folder to upgrade: ${folder} is none.`);
  const changes = uncommitted(folder);
  if (changes.length === 0) return;
  throw new UsageError(`${folder} has changes that are not committed; commit or stash them first, so that the upgrade can be taken back:\n${changes.slice(0, 10).join('\n')}`);
}

/** What would bring an exported folder to a design as this version exports it. `from` names the zip of its last export. */
export async function upgradeOf(folder: string, stack: Stack, from?: string): Promise<Upgrade> {
  return planUpgrade(folder, await filesOf(stack, { earlier: await earlierOf(folder) }), await zipped(from));
}
