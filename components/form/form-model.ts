import { type Field, wordsOf } from '@/lib/kit/fields';
import { sameJson } from '@/lib/kit/same-json';

export type Values = Readonly<Record<string, unknown>>;

export interface FormSection {
  /** Empty for fields without a heading. */
  readonly title: string;
  readonly fields: readonly Field[];
}

/** The fields by their headings, in the order in which these first appear; `title` heads those without one. */
export function sectionsOf(fields: readonly Field[], title = ''): readonly FormSection[] {
  const sections = new Map<string, Field[]>();
  for (const field of fields) {
    const heading = field.section || title;
    const known = sections.get(heading);
    if (known) known.push(field);
    else sections.set(heading, [field]);
  }
  return [...sections].map(([heading, members]) => ({ title: heading, fields: members }));
}

export function isVisible(field: Field, values: Values): boolean {
  const rule = field.visibleWhen;
  return !rule || rule.in.includes(values[rule.field]);
}

export function valueOf(field: Field, values: Values): unknown {
  return Object.hasOwn(values, field.name) ? values[field.name] : field.default;
}

/** Whether a value differs from the default; order counts in lists. */
export function isChanged(field: Field, values: Values): boolean {
  return !sameJson(valueOf(field, values), field.default);
}

const LONGEST = 40;

/** The default in words, for the button that brings it back. */
export function defaultText(field: Field): string {
  const words = wordsOf(field, field.default);
  return words.length > LONGEST ? 'the default' : words;
}

export interface SectionState {
  readonly changed: number;
  readonly problems: number;
}

export function sectionState(section: FormSection, values: Values, problems: Readonly<Record<string, string>>): SectionState {
  const shown = section.fields.filter((field) => isVisible(field, values));
  return {
    changed: shown.filter((field) => isChanged(field, values)).length,
    problems: shown.filter((field) => problems[field.name] !== undefined).length,
  };
}
