import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { schemaJson, stackJson } from '../../lib/generator/stack-json';
import { GENERATOR_VERSION as version } from '../../lib/kit/generator-version';
import { presets } from '../../lib/stack/presets';
import { presetDesign } from './source';
import { registerTools } from './tools';

const INSTRUCTIONS = `base2 designs hardened web stacks: a design (stack.json) goes in, a repository that runs with Docker comes out.
Begin with new_design, look up fields with design_schema, check with validate and audit, show what would change with plan,
then export into a folder that the person names, and bring one that was exported earlier to a new state with upgrade. Never invent fields: an unknown one is an error.`;

function registerResources(server: McpServer): void {
  server.registerResource('schema', 'base2://schema', { title: 'JSON Schema of a design', mimeType: 'application/schema+json' }, ({ href }) => ({
    contents: [{ uri: href, mimeType: 'application/schema+json', text: schemaJson() }],
  }));
  const list = () => ({ resources: presets.map(({ id, title, description }) => ({ uri: `base2://presets/${id}`, name: title, description, mimeType: 'application/json' })) });
  const template = new ResourceTemplate('base2://presets/{id}', { list });
  server.registerResource('preset', template, { title: 'A design to begin with', mimeType: 'application/json' }, async ({ href }, { id }) => ({
    contents: [{ uri: href, mimeType: 'application/json', text: stackJson(await presetDesign(String(id))) }],
  }));
}

/** Serves until standard input ends. */
export async function serve(): Promise<void> {
  const server = new McpServer({ name: 'base2-designer', title: 'Base2 Designer', version }, { instructions: INSTRUCTIONS });
  registerTools(server);
  registerResources(server);
  const ended = new Promise((resolve) => process.stdin.once('end', resolve).once('close', resolve));
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}
