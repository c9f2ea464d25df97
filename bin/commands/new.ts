import path from 'node:path';
import { presets } from '../../lib/stack/presets';
import { writeWhole } from '../../lib/server/write-export';
import { schemaJson, stackJson } from '../../lib/generator/stack-json';
import { SCHEMA_FILE } from '../../lib/stack';
import { defineCommand } from '../command';
import { designOptions, readDesign } from '../design';
import { exits } from '../errors';
import { wrapped } from '../help';

export const newCommand = defineCommand({
  name: 'new',
  summary: 'Prints a design to begin with.',
  usage: '',
  most: 0,
  about: `Presets:\n${presets.map(({ id, description }) => `  ${id.padEnd(12)}${wrapped(description, 14)}`).join('\n')}`,
  options: {
    ...designOptions,
    out: { type: 'string', short: 'o', value: 'FILE', help: `writes the design there, and ${SCHEMA_FILE} beside it, with which\neditors complete and check it` },
    force: { type: 'boolean', default: false, help: 'replaces files that exist' },
  },
  examples: [
    ['base2 new > stack.json', 'the default design'],
    ['base2 new --preset hardened --set project.name=shop --out stack.json', 'a preset with a name of its own'],
    ['base2 new --set services.pgadmin=false | base2 export - --out my-stack', 'straight into an export'],
  ],
  async run({ values: { out, force, ...changes }, io }) {
    const stack = await readDesign(undefined, changes, io);
    if (out === undefined) {
      io.out(stackJson(stack));
      return exits.ok;
    }
    const bytes = (text: string) => new TextEncoder().encode(text);
    await writeWhole(out, bytes(stackJson(stack)), { force });
    await writeWhole(path.join(path.dirname(out), SCHEMA_FILE), bytes(schemaJson()), { force: true });
    io.out(`${out}\n`);
    return exits.ok;
  },
});
