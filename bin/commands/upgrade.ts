import { MOST_PACKED, unzipTexts } from '../../lib/export/unzip';
import { uncommitted } from '../../lib/server/git';
import { applyUpgrade, planUpgrade, upgradePatch, type Upgrade } from '../../lib/server/upgrade-folder';
import type { Step } from '../../lib/upgrade';
import { defineCommand, type Io } from '../command';
import { bytesOf, designOptions, isFolder, readDesign } from '../design';
import { exits, UsageError, type Exit } from '../errors';
import { earlierOf, filesOf } from '../exporting';

const LEFT = 'left as it is';

/** What a person can do about a file that was left. */
const HINTS: Readonly<Partial<Record<Step['what'], string>>> = {
  'in the way': 'rename yours, and upgrade again',
  'without its origin': 'both of you changed it, and what was generated before is not in this repository: name the zip of the last export with --from',
};

function stepText(step: Step): string {
  const what = step.what === 'conflict' ? `${step.conflicts} ${step.conflicts === 1 ? 'conflict' : 'conflicts'}, marked in the file` : step.what;
  const hint = HINTS[step.what];
  return step.kind === 'leave' ? `  ${step.path}  ${LEFT}: ${what}${hint ? ` (${hint})` : ''}` : `  ${step.path}  ${what}`;
}

function planText({ steps, variables, private: own, records }: Upgrade): string {
  const part = (title: string, lines: readonly string[]) => (lines.length === 0 ? '' : `${title}\n${lines.join('\n')}\n`);
  const named = (names: readonly string[] | undefined, what: string) => (names && names.length > 0 ? [`    ${what}: ${names.join(', ')}`] : []);
  return [
    part('Files', steps.map(stepText)),
    part('On this machine only', [...own.map(({ path }) => `  ${path}`), ...named(variables?.added, 'new'), ...named(variables?.gone, 'no longer used, and left there')]),
    part('What the repository is', records.map(({ path }) => `  ${path}`)),
  ].join('');
}

const isSame = ({ steps, private: own, records }: Upgrade) => steps.length === 0 && own.length === 0 && records.length === 0;
const hasConflicts = ({ steps }: Upgrade) => steps.some(({ what }) => what === 'conflict');

async function zipped(file: string | undefined): Promise<ReadonlyMap<string, string> | undefined> {
  if (file === undefined) return undefined;
  const unzipped = unzipTexts(await bytesOf(file, MOST_PACKED, 'zip of an export'));
  if (!unzipped.ok) throw new UsageError(`${file}: ${unzipped.message}`);
  return unzipped.texts;
}

function mustBeClean(folder: string): void {
  const changes = uncommitted(folder);
  if (changes.length === 0) return;
  throw new UsageError(`${folder} has changes that are not committed; commit or stash them first, so that the upgrade can be taken back:\n${changes.slice(0, 10).join('\n')}`);
}

async function patched(folder: string, plan: Upgrade, io: Io): Promise<Exit> {
  io.out(await upgradePatch(folder, plan));
  const rest = planText({ ...plan, steps: plan.steps.filter(({ kind }) => kind === 'leave'), records: [] });
  if (rest !== '') io.error(`Not in the patch:\n${rest}`);
  return isSame(plan) ? exits.ok : exits.found;
}

export const upgrade = defineCommand({
  name: 'upgrade',
  summary: 'Brings a repository that was exported earlier to this version, or to a changed design.',
  usage: 'DIR [DESIGN]',
  most: 2,
  about: `Only what was generated changes: your own files, and your edits in generated ones, stay. Where both sides
changed a line, both stand between markers, as git leaves them. The folder has to be a git repository without
uncommitted changes. Without --apply nothing is written: what would change is listed, or with --patch given
as a patch, for a review or another clone.`,
  options: {
    set: designOptions.set,
    apply: { type: 'boolean', default: false, help: 'writes what is listed otherwise; the old .env is kept as .env.bak' },
    patch: { type: 'boolean', default: false, help: 'a patch for `git apply -3` on standard output; what it cannot bring is told on standard error' },
    from: { type: 'string', value: 'FILE.zip', help: 'the zip of the last export, for one that was made before upgrades were known' },
  },
  found: 'there is something to upgrade, or after --apply conflicts to resolve',
  examples: [
    ['base2 upgrade my-stack', 'what this version would change'],
    ['base2 upgrade my-stack --set services.valkey=true', 'what a change of the design would change'],
    ['base2 upgrade my-stack --apply && git -C my-stack diff', 'the upgrade itself, and what it has done'],
    ['base2 upgrade my-stack --patch | git -C my-stack apply -3', 'the same as a patch'],
  ],
  async run({ values: { set, apply, patch, from }, arguments: [folder, source], io }) {
    if (folder === undefined || !(await isFolder(folder))) throw new UsageError(`Name the exported folder to upgrade${folder === undefined ? '' : `: ${folder} is none`}.`);
    if (apply && patch) throw new UsageError('Either --apply or --patch: a patch is for you to apply.');
    mustBeClean(folder);
    const stack = await readDesign(source ?? folder, { set }, io);
    const plan = await planUpgrade(folder, await filesOf(stack, { earlier: await earlierOf(folder) }), await zipped(from));
    if (patch) return patched(folder, plan, io);
    if (isSame(plan)) {
      io.out('Nothing to upgrade.\n');
      return exits.ok;
    }
    io.out(planText(plan));
    if (!apply) {
      io.out('\nNothing was written: --apply does it.\n');
      return exits.found;
    }
    await applyUpgrade(folder, plan);
    return hasConflicts(plan) ? exits.found : exits.ok;
  },
});
