import type { Facts } from './facts';

type Path = readonly (string | number)[];

/** One change to a design: a value is set, something is taken out, or only the person knows the value. */
export type Change =
  | { readonly kind: 'set'; readonly path: Path; readonly to: unknown }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'ask'; readonly path: Path };

/** Changes that, all together, make a broken rule hold. */
export type Remedy = readonly Change[];

/** A field of the service itself, or of a section of the stack. */
export interface FieldPlace {
  readonly field: string;
  readonly section?: keyof Facts;
}

/** A change as a service says it, which knows its own fields and those of the stack. */
export type Step = (FieldPlace & { readonly kind: 'set'; readonly to: unknown }) | (FieldPlace & { readonly kind: 'ask' });

export function setTo(field: string, to: unknown, section?: keyof Facts): Step {
  return { kind: 'set', field, to, ...(section && { section }) };
}

/** Left to the person: nobody else can know it. */
export function ask(field: string, section?: keyof Facts): Step {
  return { kind: 'ask', field, ...(section && { section }) };
}

/** A service's step as a change of the design; `base` is where its own fields stand. */
export function changeOf({ section, field, ...step }: Step, base: Path): Change {
  return { ...step, path: section ? [section, field] : [...base, field] };
}
