import { schemaJson } from '../../lib/generator/stack-json';
import { defineCommand } from '../command';
import { exits, UsageError } from '../errors';
import { listed } from '../fields-list';

export const schema = defineCommand({
  name: 'schema',
  summary: 'Prints the JSON Schema of a design, or a list of its fields.',
  usage: '[PREFIX]',
  most: 1,
  about: 'Every export has the schema as stack.schema.json, and its stack.json names it, so that editors\ncomplete and check it.',
  options: { fields: { type: 'boolean', default: false, help: 'a line for each field instead: path=default, values, title, with tabs\nbetween them; a PREFIX keeps those that begin with it' } },
  examples: [
    ['base2 schema > stack.schema.json', 'for an editor or a validator'],
    ['base2 schema --fields services.traefik', 'what --set can change of one service'],
  ],
  async run({ values, arguments: [prefix = ''], io }) {
    if (prefix !== '' && !values.fields) throw new UsageError('A prefix goes with --fields: the schema itself is printed whole.');
    io.out(values.fields ? listed(prefix) : schemaJson());
    return exits.ok;
  },
});
