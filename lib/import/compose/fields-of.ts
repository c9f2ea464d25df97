import { fields } from '../../kit/fields';
import { services } from '../../services';
import { isServiceId, memberIds, sections, type Stack } from '../../stack';

/** Names of the variables that fields of this design end up in. */
export function variablesOfFields(stack: Stack): ReadonlySet<string> {
  const schemas = [...sections.map(({ schema }) => schema), ...memberIds(stack).flatMap((id) => (isServiceId(id) ? [services[id].schema] : []))];
  return new Set(schemas.flatMap((schema) => fields(schema).flatMap(({ variable }) => variable ?? [])));
}
