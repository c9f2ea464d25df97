import { fields } from '../../kit/fields';
import { schemaOf } from '../forms';
import { valueAt, withValue } from '../path';
import { basePath, type Target } from '../target';
import type { Command } from './command';

export interface SetField {
  readonly target: Target;
  readonly field: string;
  readonly value: unknown;
  /** `typing` while more may follow, `done` when the person has moved on. */
  readonly phase: 'typing' | 'done';
}

function titleOf(target: Target, name: string): string {
  const schema = schemaOf(target);
  return (schema && fields(schema).find((field) => field.name === name)?.title) ?? name;
}

export const setField: Command<SetField> = {
  id: 'set-field',
  label: (_, { target, field }) => `Change ${titleOf(target, field).toLowerCase()}`,
  available: ({ document }, { target }) => valueAt(document.draft, basePath(target)) !== undefined,
  run(document, { target, field, value }) {
    const path = [...basePath(target), field];
    if (Object.is(valueAt(document.draft, path), value)) return document;
    return { ...document, draft: withValue(document.draft, path, value) };
  },
  mark: ({ target, field, phase }) => (phase === 'typing' ? [...basePath(target), field].join('.') : undefined),
};
