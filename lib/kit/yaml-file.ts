import type { Interpolated, Text } from './text';

/** A YAML value; a `Text` with references is printed in the language of the file that it stands in. */
export type YamlValue = Text | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue | undefined };

/** A YAML file as data with comments for the reader of next year. Printed by the generator's writer only. */
export interface YamlFile {
  readonly kind: 'yaml';
  readonly path: string;
  /** How references are printed: `shell` as `${NAME}`, `go-template` as `{{ env "NAME" }}`. */
  readonly references: 'shell' | 'go-template';
  readonly head: string;
  readonly data: YamlValue;
  /** Comments above keys, by dotted path: `entryPoints.web`. A key with a dot cannot have one. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Every text inside a YAML value, keys left out. */
export function textsIn(value: YamlValue | undefined): Text[] {
  if (value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean') return [];
  if (typeof value === 'string') return [value];
  if (isInterpolated(value)) return [value];
  return Object.values(value).flatMap((inner) => textsIn(inner as YamlValue));
}

/** Tells a text with references from a YAML map. */
export function isInterpolated(value: object): value is Interpolated {
  return 'parts' in value && Array.isArray(value.parts);
}
