import { Container } from '../../lib/container';
import { fields, type Field } from '../../lib/kit/fields';
import { schemaJson } from '../../lib/generator/stack-json';
import { serviceIds, services } from '../../lib/services';
import { sections } from '../../lib/stack';
import { defineCommand } from '../command';
import { exits, UsageError } from '../errors';

function valuesOf({ choices, minimum, maximum, unit, widget }: Field): string {
  if (choices) return choices.map(({ value }) => value).join('|');
  const range = minimum !== undefined || maximum !== undefined ? `${minimum ?? ''}…${maximum ?? ''}` : '';
  return [widget === 'switch' ? 'true|false' : range, unit ?? ''].filter((part) => part !== '').join(' ');
}

function row(path: string, field: Field): readonly string[] {
  const usual = Array.isArray(field.default) ? field.default.join(',') : String(field.default ?? '');
  return [`${path}.${field.name}=${usual}`, valuesOf(field), field.title];
}

/** A line for each field: how `--set` spells it with its default, what it may be, what it is called. */
function listed(prefix: string): string {
  const all = [
    ...sections.flatMap(({ id, schema }) => fields(schema).map((field) => row(id, field))),
    ...serviceIds.flatMap((id) => fields(services[id].schema).map((field) => row(`services.${id}`, field))),
    ...fields(Container).map((field) => row('containers.NAME', field)),
  ].filter(([path = '']) => path.startsWith(prefix));
  if (all.length === 0) throw new UsageError(`No field begins with ${prefix}. \`base2 schema --fields\` lists all.`);
  return all.map((cells) => `${cells.join('\t')}\n`).join('');
}

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
