import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import * as z from 'zod';
import { applyUpgrade } from '../../lib/server/upgrade-folder';
import { isNothing, mustBeUpgradable, stepWords, upgradeOf, upgradeText } from '../upgrading';
import { answer, told } from './answers';
import { designOf, Settings, Source } from './source';

const Result = {
  written: z.boolean(),
  files: z.array(z.object({ path: z.string(), what: z.string() })),
  /** Names only: the values are secrets and settings of one machine. */
  variables: z.object({ added: z.array(z.string()), changed: z.array(z.string()), gone: z.array(z.string()) }).optional(),
};

/** The command of that name, for agents: lists what would change unless it is told to write. */
export function registerUpgrade(server: McpServer): void {
  server.registerTool(
    'upgrade',
    {
      title: 'Upgrade an exported repository',
      description: 'Brings a git repository that was exported earlier to this version, or to a changed design: generated changes only; edits of its owner stay, and lines that both sides changed are marked. Lists what would change; `apply` writes it. The git tree has to be clean.',
      inputSchema: {
        folder: z.string(),
        design: Source.optional(),
        set: Settings,
        apply: z.boolean().optional(),
        from: z.string().optional().describe('Zip of the last export, where the folder has no .base2/generated.json'),
      },
      outputSchema: Result,
      annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: false },
    },
    ({ folder, design, set, apply = false, from }) =>
      told(async () => {
        await mustBeUpgradable(folder);
        const plan = await upgradeOf(folder, await designOf(design ?? folder, set), from);
        if (apply) await applyUpgrade(folder, plan);
        const { steps, private: own, records, variables } = plan;
        const files = [...steps.map((step) => ({ path: step.path, what: stepWords(step) })), ...[...own, ...records].map(({ path }) => ({ path, what: 'updated' }))];
        const names = variables && { variables: { added: [...variables.added], changed: [...variables.changed], gone: [...variables.gone] } };
        return answer({ written: apply && !isNothing(plan), files, ...names }, isNothing(plan) ? 'Nothing to upgrade.' : upgradeText(plan));
      }),
  );
}
