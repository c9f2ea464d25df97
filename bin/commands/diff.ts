import { planBetween, planText } from '../../lib/report/plan';
import { patchOf } from '../../lib/upgrade';
import { defineCommand } from '../command';
import { exits, UsageError } from '../errors';
import { placeOf, sidesOf } from '../folder';

export const diff = defineCommand({
  name: 'diff',
  summary: 'Says what differs between two designs, or between a design and an exported folder.',
  usage: 'FROM [TO]',
  most: 2,
  about: `Each side is a DESIGN. The files of an exported folder are those that lie there; others are generated.
With a folder alone: what its owner has changed in generated files since the export.
Files of secrets are named where they differ, and never shown.`,
  options: {
    json: { type: 'boolean', default: false, help: '{"same": …, "fields": […], "files": […]} on standard output' },
    patch: { type: 'boolean', default: false, help: 'a patch for `git apply` instead, without the files of secrets' },
  },
  found: 'something differs',
  examples: [
    ['base2 diff my-stack stack.json', 'what exporting stack.json into my-stack would change'],
    ['base2 diff my-stack', 'what was changed by hand in my-stack'],
    ['base2 diff old.json new.json --json | jq -r ".files[].path"', 'which files a change of the design touches'],
    ['base2 diff my-stack stack.json --patch | git -C my-stack apply', 'the change itself'],
  ],
  async run({ values: { json, patch }, arguments: [source, target], io }) {
    if (source === undefined) throw new UsageError('Name what to compare: base2 diff FROM TO, or an exported folder alone.');
    if (source === '-' && target === '-') throw new UsageError('Only one side can come from standard input.');
    const { from, to } = await sidesOf(await placeOf(source, io), target === undefined ? undefined : await placeOf(target, io));
    const plan = planBetween(from, to);
    io.out(patch ? patchOf(from.files, to.files) : json ? `${JSON.stringify(plan, null, 2)}\n` : planText(plan));
    return plan.same ? exits.ok : exits.found;
  },
});
