import { GENERATOR_VERSION } from '../kit/generator-version';
import { OWN_SCHEMA, designSchema, inOrder, type Stack } from '../stack';

/**
 * `stack.json`: what the designer reads back. Keys stand in the schema's order, however the design came about, behind
 * the `$schema` with which editors complete and check it (that of the owner's, else the one that every export has) and
 * the version of what generated the rest.
 */
export function stackJson(stack: Stack): string {
  return `${JSON.stringify({ $schema: OWN_SCHEMA, generator: `base2 ${GENERATOR_VERSION}`, ...inOrder(stack) }, null, 2)}\n`;
}

let known: string | undefined;

/** `stack.schema.json`: the JSON Schema of a design, as this version reads it. */
export function schemaJson(): string {
  known ??= `${JSON.stringify(designSchema(), null, 2)}\n`;
  return known;
}
