import { severities } from '../../lib/audit';
import type { FileTree } from '../../lib/kit/file-tree';
import { atLeast, auditReport, auditText, type AuditReport } from '../../lib/report/audit-report';
import { sarifOf } from '../../lib/report/sarif';
import type { Stack } from '../../lib/stack';
import { defineCommand } from '../command';
import { designOptions, isFolder, readDesign } from '../design';
import { exits, UsageError } from '../errors';
import { filesOf } from '../exporting';
import { filesIn } from '../folder';
import { GENERATOR_VERSION as version } from '../../lib/kit/generator-version';

const thresholds = [...severities, 'never'] as const;
const formats = ['text', 'json', 'sarif'] as const;

function oneOf<T extends string>(known: readonly T[], option: string, text: string): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw new UsageError(`--${option}: use ${known.join(', ')}, not ${text}`);
  return found;
}

/** The files as they lie in an exported folder, unless the call changes the design: then as they would be. */
async function filesOfCall(source: string | undefined, stack: Stack, isChanged: boolean): Promise<FileTree> {
  const inFolder = source !== undefined && !isChanged && (await isFolder(source));
  return inFolder ? filesIn(source, stack) : filesOf(stack);
}

function printed(report: AuditReport, format: (typeof formats)[number]): string {
  if (format === 'text') return auditText(report);
  return `${JSON.stringify(format === 'json' ? report : sarifOf(report, version), null, 2)}\n`;
}

export const audit = defineCommand({
  name: 'audit',
  summary: 'Says what is unwise in an export, why, and where it stands.',
  usage: '[DESIGN]',
  most: 1,
  about: `All rules look at the generated files. Of an exported folder, the files are audited as they lie there,
with what was changed by hand. \`--format sarif\` is what code hosts show at the lines of a pull request.`,
  options: {
    ...designOptions,
    format: { type: 'string', value: formats.join('|'), default: 'text', help: 'how the report is printed (text)' },
    'fail-on': { type: 'string', value: thresholds.join('|'), default: 'high', help: 'ends with 1 at such a finding or a worse one (high)' },
  },
  found: 'there is a finding as bad as --fail-on',
  examples: [
    ['base2 audit stack.json', 'for a person'],
    ['base2 audit . --format sarif --fail-on medium > audit.sarif', "in the CI of an exported repository"],
    ['base2 audit --preset hardened --format json | jq .score', 'how a preset is judged'],
  ],
  async run({ values: { format, 'fail-on': failOn, ...changes }, arguments: [source], io }) {
    const [kind, least] = [oneOf(formats, 'format', format), oneOf(thresholds, 'fail-on', failOn)];
    const stack = await readDesign(source, changes, io);
    const report = auditReport(await filesOfCall(source, stack, changes.set.length > 0), stack);
    io.out(printed(report, kind));
    return least !== 'never' && atLeast(report, least).length > 0 ? exits.found : exits.ok;
  },
});
