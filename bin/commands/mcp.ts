import { defineCommand } from '../command';
import { exits } from '../errors';

export const mcp = defineCommand({
  name: 'mcp',
  summary: 'Serves the commands to an agent, as an MCP server on standard input and output.',
  usage: '',
  most: 0,
  about: `Tools: new_design, design_schema, validate, plan, audit, export, link, open_link. A design is given as
an object, as the path of a stack.json or of an exported folder, or as a share link. Only export writes,
and only into the folder that the caller names. It ends when standard input does.`,
  options: {},
  examples: [
    ['claude mcp add base2 -- npx base2-designer mcp', 'for Claude Code'],
    ['{"mcpServers": {"base2": {"command": "npx", "args": ["base2-designer", "mcp"]}}}', 'for programs that are configured with JSON'],
  ],
  async run() {
    // Nobody else needs the protocol.
    const { serve } = await import('../mcp/server');
    await serve();
    return exits.ok;
  },
});
