import type { Connection } from '../kit/connection';
import { fields, type Field } from '../kit/fields';
import { sameJson } from '../kit/same-json';
import { connections, placeOf, setConnection, type Stack } from '../stack';
import { findService } from './forms';
import { valueAt } from './path';

/** A choice that is gone when a connection is cut: drawing it again would bring another one. */
export interface Loss {
  /** Title of the field and of the service that has it. */
  readonly setting: string;
  readonly of: string;
  readonly now: string;
  readonly then: string;
}

/** A list of choices says the same in any order; one of words or addresses may not. */
function inOrder(field: Field | undefined, value: unknown): unknown {
  if (!Array.isArray(value) || !field?.choices) return value;
  const rank = (each: unknown) => field.choices?.findIndex((choice) => choice.value === each) ?? -1;
  return value.toSorted((a, b) => rank(a) - rank(b));
}

function wordFor(field: Field | undefined, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => wordFor(field, each)).join(', ');
  return field?.choices?.find((choice) => choice.value === value)?.label ?? String(value);
}

/** What a person would lose by cutting a connection, beyond the connection itself. */
export function lossOf(stack: Stack, { id, toggle }: Connection): Loss | undefined {
  if (!toggle) return undefined;
  const path = [...placeOf(toggle.service), toggle.field];
  const cut = setConnection(stack, id, false);
  const stillThere = connections(cut).some((connection) => connection.id === id);
  const service = findService(toggle.service);
  const field = service && fields(service.schema).find(({ name }) => name === toggle.field);
  const [now, then] = [valueAt(stack, path), stillThere ? valueAt(setConnection(cut, id, true), path) : undefined].map((value) => inOrder(field, value));
  if (sameJson(now, then)) return undefined;
  return {
    setting: field?.title ?? toggle.field,
    of: service?.title ?? toggle.service,
    now: wordFor(field, now),
    then: wordFor(field, then),
  };
}
