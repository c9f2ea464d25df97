import { fields, type Field, wordsOf } from '../kit/fields';
import { sameJson } from '../kit/same-json';
import { definitionOf, memberIds, placeOf, sections, type Stack } from '../stack';
import { valueAt } from './path';

/** One thing that differs between two designs, in the words of the forms. */
export interface Difference {
  /** For lists: unique among the differences of two designs. */
  readonly id: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** `Traefik`, or the heading of a part of the stack. */
  readonly owner: string;
  /** Title of the field; nothing for a whole service. */
  readonly field?: string;
  readonly from?: string;
  readonly to?: string;
}

const LONGEST = 60;

/** A value in the words of its form, short enough for one line. */
function valueText(field: Field, value: unknown): string {
  const words = wordsOf(field, value);
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 3)}…` : words;
}

function changedFields(owner: string, base: readonly string[], known: readonly Field[], from: Stack, to: Stack): Difference[] {
  return known.flatMap((field): Difference[] => {
    const path = [...base, field.name];
    const [before = field.default, after = field.default] = [valueAt(from, path), valueAt(to, path)];
    if (sameJson(before, after)) return [];
    return [{ id: path.join('.'), kind: 'changed', owner, field: field.title, from: valueText(field, before), to: valueText(field, after) }];
  });
}

/** What has to be done to `from` to get `to`: services first, then fields; positions are no part of the meaning. */
export function differencesOf(from: Stack, to: Stack): readonly Difference[] {
  const [before, after] = [memberIds(from), memberIds(to)];
  const titleOf = (id: string) => definitionOf(id)?.title ?? id;
  const whole = (kind: 'added' | 'removed', ids: readonly string[]) => ids.map((id): Difference => ({ id: `${kind} ${id}`, kind, owner: titleOf(id) }));
  return [
    ...whole('added', after.filter((id) => !before.includes(id))),
    ...whole('removed', before.filter((id) => !after.includes(id))),
    ...sections.flatMap(({ id, title, schema }) => changedFields(title, [id], fields(schema), from, to)),
    ...after
      .filter((id) => before.includes(id))
      .flatMap((id) => {
        const definition = definitionOf(id);
        return definition ? changedFields(definition.title, placeOf(id), fields(definition.schema), from, to) : [];
      }),
  ];
}
