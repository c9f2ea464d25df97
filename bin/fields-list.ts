import { Container } from '../lib/container';
import { fields, type Field } from '../lib/kit/fields';
import { serviceIds, services } from '../lib/services';
import { sections } from '../lib/stack';
import { UsageError } from './errors';

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
export function listed(prefix: string): string {
  const all = [
    ...sections.flatMap(({ id, schema }) => fields(schema).map((field) => row(id, field))),
    ...serviceIds.flatMap((id) => fields(services[id].schema).map((field) => row(`services.${id}`, field))),
    ...fields(Container).map((field) => row('containers.NAME', field)),
  ].filter(([path = '']) => path.startsWith(prefix));
  if (all.length === 0) throw new UsageError(`No field begins with ${prefix}. \`base2 schema --fields\` lists all.`);
  return all.map((cells) => `${cells.join('\t')}\n`).join('');
}
