import { applyUpgrade, upgradePatch, type Upgrade } from '../../lib/server/upgrade-folder';
import { defineCommand, type Io } from '../command';
import { designOptions, readDesign } from '../design';
import { exits, UsageError, type Exit } from '../errors';
import { hasConflicts, isNothing, mustBeUpgradable, upgradeOf, upgradeText } from '../upgrading';

async function patched(folder: string, plan: Upgrade, io: Io): Promise<Exit> {
  io.out(await upgradePatch(folder, plan));
  const rest = upgradeText({ ...plan, steps: plan.steps.filter(({ kind }) => kind === 'leave'), records: [] });
  if (rest !== '') io.error(`Not in the patch:\n${rest}`);
  return isNothing(plan) ? exits.ok : exits.found;
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
    if (folder === undefined) throw new UsageError('Name the exported folder to upgrade.');
    if (apply && patch) throw new UsageError('Either --apply or --patch: a patch is for you to apply.');
    await mustBeUpgradable(folder);
    const plan = await upgradeOf(folder, await readDesign(source ?? folder, { set }, io), from);
    if (patch) return patched(folder, plan, io);
    if (isNothing(plan)) {
      io.out('Nothing to upgrade.\n');
      return exits.ok;
    }
    io.out(upgradeText(plan));
    if (!apply) {
      io.out('\nNothing was written: --apply does it.\n');
      return exits.found;
    }
    await applyUpgrade(folder, plan);
    return hasConflicts(plan) ? exits.found : exits.ok;
  },
});
