import { Memory } from '../kit/remembered';

/** Something that was seen before, with a name by which it can be told from all others. */
interface Known {
  readonly value: unknown;
  readonly name: string;
}

let count = 0;
const named = (value: unknown): Known => ({ value, name: String((count += 1)) });

/** Parts of designs and whole designs that were seen, by what they say. */
const parts = new Memory<Known>(2000);
const designs = new Memory<Known>(60);

function partOf(key: string, part: unknown): Known {
  return parts.of(`${key} ${JSON.stringify(part)}`, () => named(part));
}

/** A map of parts. */
function mapOf(key: string, map: object): Known {
  const known = Object.entries(map).map(([id, part]) => [id, partOf(id, part)] as const);
  return designs.of([key, ...known.map(([, { name }]) => name)].join(' '), () => named(Object.fromEntries(known.map(([id, { value }]) => [id, value]))));
}

const seen = new WeakSet<object>();

/** Whether a design is one that was parsed: its keys stand in the schema's order. */
export function isParsed(design: object): boolean {
  return seen.has(design);
}

/**
 * A parsed design made of the parts that earlier ones were made of, wherever these say the same, or an earlier one that
 * says the same as a whole: an edit changes one part, and what was found out about all others still stands. Nobody may
 * change one in place.
 */
export function sharing<T extends { readonly services: object; readonly containers?: object | undefined }>(design: T): T {
  const known = Object.entries(design).map(([key, part]) => [key, part !== undefined && (part === design.services || part === design.containers) ? mapOf(key, part as object) : partOf(key, part)] as const);
  const whole = designs.of(known.map(([, { name }]) => name).join(' '), () => named(Object.fromEntries(known.map(([key, { value }]) => [key, value])))).value as T;
  seen.add(whole);
  return whole;
}
