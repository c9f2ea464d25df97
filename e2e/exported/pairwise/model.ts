import { leftOut, picks } from './picks';

/** One option of a design, as the JSON Schema of `stack.json` has it. */
export interface Option {
  path: string;
  default: unknown;
  /** What is tried of it in pairs with everything else. */
  values: unknown[];
  /** What else the schema allows: the ends of a range. Tried by the oracle, not booted. */
  ends: unknown[];
  /** Path of the optional service that it belongs to. */
  within?: string | undefined;
}

interface Property {
  type?: string;
  enum?: unknown[];
  default?: unknown;
  placeholder?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Property>;
  items?: Property;
}

const unique = (values: readonly unknown[]) => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];

/** Paths that have no choice: the shape of the file itself. */
const shape = new Set(['$schema', 'generator', 'version', 'layout']);

function valuesOf(path: string, property: Property): unknown[] {
  const chosen = picks[path];
  // A map of things that a person names is empty until there is one.
  const start = property.default ?? (property.type === 'object' ? {} : undefined);
  if (chosen) return unique([start, ...chosen]);
  if (property.enum) return unique([property.default, ...property.enum]);
  if (property.type === 'boolean') return unique([property.default, true, false]);
  if (property.type === 'integer') return unique([property.default, ...endsOf(property)]);
  const { placeholder = '', items } = property;
  if (property.type === 'array') return unique([property.default, ...(items?.enum ? [items.enum] : items?.type === 'string' && placeholder !== '' ? [[placeholder]] : [])]);
  const fits = placeholder !== '' && (property.pattern === undefined || new RegExp(property.pattern).test(placeholder));
  return unique([property.default, ...(fits ? [placeholder] : [])]);
}

function endsOf({ minimum, maximum }: Property): number[] {
  return [minimum, maximum].filter((end): end is number => end !== undefined && Math.abs(end) < Number.MAX_SAFE_INTEGER);
}

/** All options of the JSON Schema; an optional service is an option of its own, with the values true and false. */
export function optionsOf(schema: unknown): Option[] {
  const options: Option[] = [];
  const visit = (prefix: string, property: Property, within?: string) => {
    for (const [name, each] of Object.entries(property.properties ?? {})) {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      if (shape.has(path)) continue;
      if (!each.properties) {
        const values = valuesOf(path, each);
        options.push({ path, default: values[0], values, ends: endsOf(each).filter((end) => !values.includes(end)), within });
        continue;
      }
      const optional = /^services\.[^.]+$/.test(path) && each.default === undefined;
      if (optional) options.push({ path, default: false, values: [false, true], ends: [] });
      visit(path, each, optional ? path : undefined);
    }
  };
  visit('', schema as Property);
  return options;
}

/** Options of which only one value is tried though the schema allows more, without a reason in `leftOut`. */
export function untried(options: readonly Option[], schema: unknown): string[] {
  const fixed = new Set(options.filter(({ path }) => isFixed(schema as Property, path)).map(({ path }) => path));
  return options.filter(({ path, values }) => values.length < 2 && !fixed.has(path) && !(path in leftOut)).map(({ path }) => path);
}

function isFixed(schema: Property, path: string): boolean {
  const found = path.split('.').reduce<Property | undefined>((part, name) => part?.properties?.[name], schema);
  return found?.enum?.length === 1;
}

/** A design as flat as the command line sees it, as the file that it reads. */
export function draftOf(values: ReadonlyMap<string, unknown>): Record<string, unknown> {
  const draft: Record<string, unknown> = {};
  const at = (names: string[]) => names.reduce<Record<string, unknown>>((part, name) => (part[name] ??= {}) as Record<string, unknown>, draft);
  for (const [path, value] of values) {
    const names = path.split('.');
    const isService = names.length === 2 && names[0] === 'services';
    if (isService && value === true) at(names);
    if (isService) continue;
    const holder = names.slice(0, 2).join('.');
    if (values.get(holder) === false) continue;
    at(names.slice(0, -1))[names[names.length - 1] ?? ''] = value;
  }
  return { version: 2, ...draft };
}
