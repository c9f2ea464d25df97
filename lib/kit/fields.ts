import * as z from 'zod';

/** What a form, a command line or a page of help must know of one field; read from the schema, never written down. */
export interface Field {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly widget: Widget;
  readonly default: unknown;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly placeholder?: string;
  /** The variable of `.env` that it ends up in. */
  readonly variable?: string;
  /** Heading that it stands under in the form. */
  readonly section: string;
  readonly visibleWhen?: { readonly field: string; readonly in: readonly unknown[] };
}

export type Widget = 'text' | 'number' | 'switch' | 'select' | 'segmented' | 'list' | 'lines';

type JsonSchema = { [key: string]: unknown };

function widgetOf(property: JsonSchema): Widget {
  if (typeof property['widget'] === 'string') return property['widget'] as Widget;
  if (property['type'] === 'boolean') return 'switch';
  if (property['type'] === 'integer' || property['type'] === 'number') return 'number';
  if (property['type'] === 'array') return 'list';
  return Array.isArray(property['enum']) ? 'select' : 'text';
}

/** The choices of a field, or of the entries of a list. */
function enumOf(property: JsonSchema): unknown {
  return property['enum'] ?? (property['items'] as JsonSchema | undefined)?.['enum'];
}

function fieldOf(name: string, property: JsonSchema): Field {
  const labels = (property['labels'] ?? {}) as Record<string, string>;
  const choices = (enumOf(property) as string[] | undefined)?.map((value) => ({ value, label: labels[value] ?? value }));
  const bound = (key: string) => (Math.abs(Number(property[key])) < Number.MAX_SAFE_INTEGER ? { [key]: property[key] } : {});
  const given = (key: string) => (property[key] === undefined ? {} : { [key]: property[key] });
  return {
    name,
    title: String(property['title'] ?? name),
    description: String(property['description'] ?? ''),
    widget: widgetOf(property),
    default: property['default'],
    section: String(property['section'] ?? ''),
    ...(choices && { choices }),
    ...bound('minimum'),
    ...bound('maximum'),
    ...given('unit'),
    ...given('placeholder'),
    ...given('variable'),
    ...given('visibleWhen'),
  };
}

const cache = new WeakMap<z.ZodObject, readonly Field[]>();

/** The fields of an object schema, in the order in which it declares them. */
export function fields(schema: z.ZodObject): readonly Field[] {
  const known = cache.get(schema);
  if (known) return known;
  // `.meta()` of a schema is lost behind `.default()`; the JSON Schema of the input side keeps it.
  const json = z.toJSONSchema(schema, { io: 'input' });
  const result = Object.entries(json.properties ?? {}).map(([name, property]) => fieldOf(name, property as JsonSchema));
  cache.set(schema, result);
  return result;
}

/** A number in the unit of its field: `1 process`, `60000 ms`. */
function withUnit(text: string, { unit }: Field): string {
  if (!unit) return text;
  const one = /^[a-z]{3,}$/.test(unit) ? unit.replace(/(?<=ss)es$|s$/, '') : unit;
  return `${text} ${text === '1' ? one : unit}`;
}

/** A value in the words of its form, however long: `on`, `none`, `empty`, `1 process`. */
export function wordsOf(field: Field, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  const labelOf = (one: unknown) => field.choices?.find((choice) => choice.value === one)?.label ?? String(one ?? '');
  if (Array.isArray(value)) return value.map(labelOf).join(', ') || 'none';
  const text = labelOf(value);
  return text === '' ? 'empty' : withUnit(text, field);
}
