import { differenceOf } from '../kit/difference';
import { GENERATOR_VERSION } from '../kit/generator-version';
import type { YamlValue } from '../kit/yaml-file';
import { DEFAULTS, defaultStack, inOrder, type Stack } from '../stack';
import type { Leaf } from './yaml-document';

/** The key of a compose file under which its design stands. Compose passes over keys that begin with x-. */
export const DESIGN_KEY = 'x-design';

const NOTE = `The design that this file was made from, as far as it differs from the one that the designer starts with. Compose
passes over it. The designer reads it: drop this file on its page, and the design is back.`;

/** Where each node stands, in a line each. */
function placesOf(layout: NonNullable<Stack['layout']>): Record<string, string> {
  return Object.fromEntries(Object.entries(layout).flatMap(([id, place]) => (place ? [[id, `${place.x} ${place.y}`]] : [])));
}

/**
 * The end of a compose file. Written as what differs, in YAML: an edit changes the line that says it, and two branches
 * of a repository merge. A design has no secret, so this has none.
 */
export function designEntry(stack: Stack): Leaf {
  const { layout: _, ...chosen } = inOrder(stack);
  const differs = differenceOf(defaultStack, chosen);
  const value = {
    generator: `base2 ${GENERATOR_VERSION}`,
    ...(differs !== undefined && { differs: differs as YamlValue }),
    ...(stack.layout && { layout: placesOf(stack.layout) }),
    // Last, because it stays: what people add to the end of the file is then no neighbour of a line that an upgrade changes.
    defaults: DEFAULTS,
  };
  return { key: DESIGN_KEY, value, note: NOTE };
}
