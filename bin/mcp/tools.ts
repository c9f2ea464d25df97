import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { isKeptByGit } from '../../lib/kit/file-tree';
import { AuditReport, auditReport, auditText } from '../../lib/report/audit-report';
import { Plan, planBetween, planText } from '../../lib/report/plan';
import { Validation, validationOf } from '../../lib/report/validation';
import { designSchema } from '../../lib/stack';
import { presets } from '../../lib/stack/presets';
import { designOfLink, draftFrom, linkTo, readDraft } from '../design';
import { UsageError } from '../errors';
import { filesOf, writeExport } from '../exporting';
import { filesIn, sidesOf } from '../folder';
import { listed } from '../fields-list';
import { answer, told } from './answers';
import { designOf, noInput, placeIn, presetDesign, Settings, Source } from './source';
import { registerUpgrade } from './upgrade-tool';

const reads = { readOnlyHint: true, openWorldHint: false } as const;
const Design = z.record(z.string(), z.unknown());

function designing(server: McpServer): void {
  server.registerTool(
    'new_design',
    {
      title: 'Begin a design',
      description: `Gives a design to begin with. Presets: ${presets.map(({ id, description }) => `${id} (${description})`).join(' ')}`,
      inputSchema: { preset: z.enum(presets.map(({ id }) => id) as [string, ...string[]]).optional(), set: Settings },
      outputSchema: { design: Design },
      annotations: reads,
    },
    ({ preset, set }) => told(async () => answer({ design: await presetDesign(preset, set) })),
  );
  server.registerTool(
    'design_schema',
    {
      title: 'What a design may say',
      description: 'Lists the fields of a design, a line each: path=default, allowed values, title. A prefix such as services.traefik keeps the list short. With `json` the whole JSON Schema instead (40 KB).',
      inputSchema: { prefix: z.string().optional(), json: z.boolean().optional() },
      annotations: reads,
    },
    ({ prefix = '', json = false }) => told(() => Promise.resolve({ content: [{ type: 'text', text: json ? JSON.stringify(designSchema()) : listed(prefix) }] })),
  );
  server.registerTool(
    'validate',
    {
      title: 'Validate a design',
      description: 'Says whether a design is valid: errors keep it from being exported, warnings do not; each names its field.',
      inputSchema: { design: Source, set: Settings },
      outputSchema: Validation.shape,
      annotations: reads,
    },
    ({ design, set }) => told(async () => answer(validationOf(draftFrom(typeof design === 'string' ? await readDraft(design, noInput) : design, set)))),
  );
}

function judging(server: McpServer): void {
  server.registerTool(
    'plan',
    {
      title: 'What would change',
      description: 'Says what differs between two designs, field by field and file by file. With an exported folder as `from`: what exporting `to` over it would change; the folder alone: what was changed by hand.',
      inputSchema: { from: Source, to: Source.optional() },
      outputSchema: Plan.shape,
      annotations: reads,
    },
    ({ from, to }) =>
      told(async () => {
        const sides = await sidesOf(await placeIn(from), to === undefined ? undefined : await placeIn(to));
        const plan = planBetween(sides.from, sides.to);
        return answer(plan, planText(plan));
      }),
  );
  server.registerTool(
    'audit',
    {
      title: 'Audit an export',
      description: 'Says what is unwise in the export of a design, why, and in which file and line. An exported folder is audited as it lies there.',
      inputSchema: { design: Source, set: Settings },
      outputSchema: AuditReport.shape,
      annotations: reads,
    },
    ({ design, set }) =>
      told(async () => {
        const { folder } = await placeIn(design);
        const stack = await designOf(design, set);
        const report = auditReport(folder === undefined || set !== undefined ? await filesOf(stack) : await filesIn(folder, stack), stack);
        return answer(report, auditText(report));
      }),
  );
}

const MOST_FILES = 20;

function exporting(server: McpServer): void {
  server.registerTool(
    'export',
    {
      title: 'Export a design',
      description: 'Writes the repository of a design into `folder`, new or empty, with its secrets made there; `force` replaces the generated files of an earlier export and keeps its secrets. Without a folder nothing is written: the paths are listed, and the texts of `files` given. Secrets are never in the answer.',
      inputSchema: {
        design: Source,
        set: Settings,
        folder: z.string().optional(),
        force: z.boolean().optional(),
        files: z.array(z.string()).max(MOST_FILES).optional().describe('Paths whose text to give when nothing is written'),
      },
      outputSchema: { written: z.string().optional(), paths: z.array(z.string()), texts: z.record(z.string(), z.string()).optional() },
      annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: false },
    },
    ({ design, set, folder, force = false, files = [] }) =>
      told(async () => {
        const stack = await designOf(design, set);
        if (folder?.endsWith('.zip')) throw new UsageError('folder: name a folder, not a file');
        if (folder !== undefined) {
          const written = await writeExport(stack, { out: folder, force });
          return answer({ written: folder, paths: written.map(({ path }) => path) }, `${written.length} files in ${folder}`);
        }
        const all = await filesOf(stack);
        const open = new Map(all.filter((file) => isKeptByGit(file) || file.starter !== undefined).map(({ path, text }) => [path, text]));
        const missing = files.filter((name) => !open.has(name));
        if (missing.length > 0) throw new UsageError(`files: ${missing.join(', ')}: not in this export, or with secrets`);
        return answer({ paths: all.map(({ path }) => path), ...(files.length > 0 && { texts: Object.fromEntries(files.map((name) => [name, open.get(name) ?? ''])) }) });
      }),
  );
}

function sharing(server: McpServer): void {
  server.registerTool(
    'link',
    {
      title: 'Share a design',
      description: 'Makes the share link of a design. It has no secret in it.',
      inputSchema: { design: Source, set: Settings, page: z.string().optional().describe('Where the designer is; http://localhost:3000/ otherwise') },
      outputSchema: { link: z.string() },
      annotations: reads,
    },
    ({ design, set, page }) => told(async () => answer({ link: linkTo(await designOf(design, set), page) })),
  );
  server.registerTool(
    'open_link',
    {
      title: 'Open a share link',
      description: 'Gives the design of a share link. Nothing is fetched.',
      inputSchema: { link: z.string() },
      outputSchema: { design: Design },
      annotations: reads,
    },
    ({ link }) => told(() => Promise.resolve(answer({ design: { ...designOfLink(link) } }))),
  );
}

/** Every tool, over the same functions as the commands. */
export function registerTools(server: McpServer): void {
  for (const register of [designing, judging, exporting, registerUpgrade, sharing]) register(server);
}
